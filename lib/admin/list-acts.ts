import { desc, inArray, type SQL, sql } from 'drizzle-orm'
import { customers } from '@/db/schema/accounts'
import { auditLog } from '@/db/schema/audit'
import { invoices, subscriptions } from '@/db/schema/billing'
import { disputes, refunds } from '@/db/schema/disputes'
import { fulfilments } from '@/db/schema/fulfilment'
import { websites } from '@/db/schema/provisioning'
import { db } from '@/lib/database'
import { type Actor, nameActors } from './name-actors'

/** An entry of the audit log. */
export type Act = {
  id: string
  at: Date
  by: Actor
  action: string
  details: Record<string, unknown>
}

const actsPerPage = 50

/**
 * Who did what to a customer and to what is theirs, newest first, 50 a page.
 * @param wish.page from 1
 */
export async function listActs(wish: {
  customerId: string
  page: number
}): Promise<{ acts: Act[]; hasOlder: boolean }> {
  const rows = await db()
    .select()
    .from(auditLog)
    .where(inArray(auditLog.subject, subjectsOf(wish.customerId)))
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(actsPerPage + 1)
    .offset((wish.page - 1) * actsPerPage)
  const shown = rows.slice(0, actsPerPage)
  const actorOf = await nameActors(shown.map(({ actor }) => actor))
  const acts = shown.map(({ id, at, actor, action, details }) => ({ id, at, by: actorOf(actor), action, details }))
  return { acts, hasOlder: rows.length > actsPerPage }
}

/** All that belongs to a customer, as the log names its subjects. */
function subjectsOf(customerId: string): SQL {
  const theirs = sql`select ${subscriptions.id} from ${subscriptions} where ${subscriptions.customerId} = ${customerId}`
  return sql`(
    select 'customers:' || ${customerId}::text
    union all select 'users:' || ${customers.userId} from ${customers} where ${customers.id} = ${customerId}
    union all select 'disputes:' || ${disputes.id} from ${disputes} where ${disputes.customerId} = ${customerId}
    union all select 'refunds:' || ${refunds.id} from ${refunds} where ${refunds.customerId} = ${customerId}
    union all select 'subscriptions:' || ${subscriptions.id} from ${subscriptions}
      where ${subscriptions.customerId} = ${customerId}
    union all select 'checkout_sessions:' || ${subscriptions.checkoutSessionId} from ${subscriptions}
      where ${subscriptions.customerId} = ${customerId}
    union all select 'websites:' || ${websites.id} from ${websites} where ${websites.subscriptionId} in (${theirs})
    union all select 'invoices:' || ${invoices.id} from ${invoices} where ${invoices.subscriptionId} in (${theirs})
    union all select 'fulfilments:' || ${fulfilments.id} from ${fulfilments}
      join ${subscriptions} on ${subscriptions.checkoutSessionId} = ${fulfilments.checkoutSessionId}
      where ${subscriptions.customerId} = ${customerId}
  )`
}
