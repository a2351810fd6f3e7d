import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { auditLog } from '@/db/schema/audit'
import type { invoices } from '@/db/schema/billing'
import { products } from '@/db/schema/catalog'
import { disputes, refunds, renewalStops } from '@/db/schema/disputes'
import { emailLog } from '@/db/schema/mail'
import { addDays } from '@/lib/billing/days'
import { isPurchaseBlocked } from '@/lib/billing/is-purchase-blocked'
import { now } from '@/lib/clock'
import { db } from '@/lib/database'
import type { World } from './open-world'
import { rowsOf } from './service-rows'

/** All that there is to see of a service. Moments are months after its beginning, and days after those. */
type Life = {
  /** Plan, cycle and price. */
  plan: string
  status: string
  paidUntil: string
  endsAt: string | null
  endedAt: string | null
  /** As the row says, as a visitor's browser is answered, and how much its server lets it store. */
  site: string
  mayBuy: boolean
  planChanges: string[]
  dunnings: string[]
  suspensions: string[]
  retentions: string[]
  refunds: string[]
  disputes: string[]
  renewalStops: string[]
}

/** What happened since the turn before, sorted. */
type News = {
  /** Those that are new or changed: status, amounts, and the time that they are for. */
  invoices: string[]
  /** As they arrived: template, subject, and the amounts of money in their text; the reader where it is not the customer. */
  mails: string[]
  /** What was done, and the kind of its cause. */
  audit: string[]
}

/** What is other than at the turn before, and all that happened. */
export type Turn = Partial<Life> & News

const nothingNew: News = { invoices: [], mails: [], audit: [] }

/** For tests: buys a service, and looks at everything about it after each turn of its life. */
export async function watchLife(world: World, email: string) {
  // All lives begin on the same day of a year, so that their months are of the same length.
  await world.advanceTo(new Date(Date.UTC(now().getUTCFullYear() + 1, 0, 10, 9)))
  const start = now()
  const seen = new Set<string>()
  const names = new Map((await db().select().from(products)).map(({ id, code }) => [id, code]))
  const sessionId = await world.buy(email)
  const { at, when } = calendarFrom(start)
  let standing: Partial<Life> = {}

  const known = (value: unknown): string => {
    if (value === null || value === undefined) return 'none'
    const text = String(value)
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return when(new Date(text)) ?? ''
    return names.get(text) ?? text
  }

  /** Lines of what was not seen before, in an order of their own: what happens at one moment has none. */
  const fresh = (lines: [key: string, line: string][]): string[] => {
    const unseen = lines.filter(([key]) => !seen.has(key))
    for (const [key] of unseen) seen.add(key)
    return unseen.map(([, line]) => line).sort()
  }

  async function look(): Promise<Life & News> {
    const { subscription, website, checkout, ...rows } = await rowsOf(sessionId)
    const { amount, currency, billingCycle, customerId } = subscription
    const [given, contested, stops, mails, acts, received] = await Promise.all([
      db().select().from(refunds).where(eq(refunds.customerId, customerId)),
      db().select().from(disputes).where(eq(disputes.customerId, customerId)),
      db().select().from(renewalStops).where(eq(renewalStops.subscriptionId, subscription.id)),
      db().select().from(emailLog),
      db().select().from(auditLog),
      world.inbox(),
    ])
    const about = [subscription, website, checkout, ...rows.invoices, ...given, ...contested].map(({ id }) => id)
    const mine = mails.filter(({ toAddress, subject }) => toAddress === email || subject.includes(email))
    const storageMb = await world.storageMbOf(website.username)
    return {
      plan: `${rows.plan} ${billingCycle}, ${amount} ${currency}`,
      status: subscription.status,
      paidUntil: when(rows.periodEnd) ?? '',
      endsAt: when(subscription.cancelAt),
      endedAt: when(subscription.endedAt),
      site: `${website.status}, ${await world.visit(website.systemDomain)}, ${storageMb ? `${storageMb / 1024} GB` : 'gone'}`,
      mayBuy: !(await isPurchaseBlocked(email)),
      planChanges: rows.planChanges.map(
        ({ toProductId, toCycle, amount: price, effectiveAt, appliedAt, withdrawnAt }) =>
          `${known(toProductId)} ${toCycle}, ${price}, from ${when(effectiveAt)}: ` +
          (appliedAt ? 'in force' : withdrawnAt ? 'withdrawn' : 'waits'),
      ),
      dunnings: rows.dunnings.map(({ startedAt, outcome }) => `since ${when(startedAt)}: ${outcome ?? 'under way'}`),
      suspensions: rows.suspensions.map(
        ({ reason, startedAt, liftedAt }) => `${reason}, ${when(startedAt)} to ${when(liftedAt) ?? 'now'}`,
      ),
      retentions: rows.retentions.map(({ deletesAt, outcome }) => `until ${when(deletesAt)}: ${outcome ?? 'kept'}`),
      refunds: given.map((refund) => `${refund.amount} ${refund.currency}: ${refund.status}`),
      disputes: contested.map(
        (dispute) => `${dispute.amount} ${dispute.currency}, ${dispute.reason}: ${dispute.status}`,
      ),
      renewalStops: stops.map(({ liftedAt }) => (liftedAt ? 'lifted' : 'in force')),
      invoices: fresh(
        rows.invoices.map((invoice) => {
          const line = `${figuresOf(invoice)}, ${when(invoice.periodStart)} to ${when(invoice.periodEnd)}`
          return [`${invoice.id} ${line}`, line]
        }),
      ),
      mails: fresh(
        mine.map((mail) => {
          const arrived = received.find(({ headers }) => headers['message-id'] === mail.messageId)
          const line = outlineOf(mail, arrived?.text)
            .replaceAll(website.systemDomain, 'SITE')
            .replace(/[\w]+-\d{4}/, 'NUMBER')
          return [mail.id, line.replace(`to ${email}: `, '').replaceAll(email, 'CUSTOMER')]
        }),
      ),
      audit: fresh(
        acts
          .filter(({ subject }) => about.some((id) => subject.endsWith(id)))
          .map(({ id, action, actor, details }) => {
            const { from, to, reason, outcome, cause = actor } = details
            const change = 'to' in details ? [`${known(from)} > ${known(to)}`] : []
            const words = [action, ...change, ...[reason, outcome].filter((word) => word !== undefined)]
            return [id, `${words.join(' ')} (${kindOfCause(String(cause))})`]
          }),
      ),
    }
  }

  return {
    sessionId,
    at,
    look,
    /** Everything is as after the turn before, but for `changes`, and nothing happened but what they say. */
    async expectTurn(changes: Partial<Life> & Partial<News>): Promise<void> {
      const { invoices, mails, audit, ...life } = { ...nothingNew, ...changes }
      standing = { ...standing, ...life }
      expect(await look()).toEqual({
        ...standing,
        invoices: invoices.toSorted(),
        mails: mails.toSorted(),
        audit: audit.toSorted(),
      })
    },
  }
}

/** Months are counted from the start. */
function calendarFrom(start: Date) {
  /** The moment some months after the start, and some days after that. */
  function at(months: number, days = 0): Date {
    const moment = new Date(start)
    moment.setUTCMonth(moment.getUTCMonth() + months)
    return addDays(moment, days)
  }
  function when(moment: Date | null): string | null {
    if (!moment) return null
    // Stripe leaves out parts of seconds, and what follows a payment is late by the seconds that it took.
    let months = 0
    while (at(months + 1, -0.05) <= moment) months++
    const days = Math.round((moment.getTime() - at(months).getTime()) / 86_400_000)
    return days === 0 ? `month ${months}` : `month ${months}, day ${days}`
  }
  return { at, when }
}

function figuresOf(invoice: typeof invoices.$inferSelect): string {
  const { status, subtotal, discount, tax, total, amountDue, amountPaid } = invoice
  return `${status}: ${subtotal} - ${discount} + ${tax} = ${total}, due ${amountDue}, paid ${amountPaid}`
}

function outlineOf(mail: typeof emailLog.$inferSelect, text: string | undefined): string {
  const sums = text === undefined ? ['not sent'] : new Set(text.match(/[$€]\d[\d,]*\.\d\d/g))
  return [`to ${mail.toAddress}: ${mail.template}: ${mail.subject}`, ...sums].join(' | ')
}

function kindOfCause(cause: string): string {
  if (cause.startsWith('evt_')) return 'event'
  return cause.replace(/:.*/, '')
}
