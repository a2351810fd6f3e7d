import { eq, isNull, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { retentions } from '@/db/schema/service-state'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import { makeSubscription } from '@/lib/provisioning/try-provisioning'
import { runBillingClock } from './run-billing-clock'

/** One that is due: its service is paid again, which ends it. */
async function dueRetention(): Promise<string> {
  const subscriptionId = await makeSubscription()
  const at = now()
  await db().insert(retentions).values({ subscriptionId, startedAt: at, deletesAt: at, nextAt: at })
  return subscriptionId
}

test('what the billing clock cannot do for one service is told to staff while it lasts, and done for the others', async () => {
  const [bad, good] = [await dueRetention(), await dueRetention()]
  await db().execute(sql`create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'this one is broken'; end $$`)
  await db().execute(sql`create trigger refuse before update on retentions for each row
    when (old.subscription_id = ${sql.raw(`'${bad}'`)}) execute function refuse()`)
  await expect(runBillingClock()).rejects.toThrow(bad)
  const [alert] = await db().select().from(alerts).where(isNull(alerts.resolvedAt))
  expect(alert).toMatchObject({ kind: 'upkeep_failed', summary: expect.stringContaining('this one is broken') })
  expect(alert?.summary).toContain(bad)
  expect(await db().select().from(retentions).where(eq(retentions.subscriptionId, good))).toMatchObject([
    { outcome: 'restored' },
  ])

  await db().execute(sql`drop function refuse cascade`)
  await runBillingClock()
  expect(await db().$count(alerts, isNull(alerts.resolvedAt))).toBe(0)
})
