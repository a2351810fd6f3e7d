import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planChanges } from '@/db/schema/billing'
import { moveClock } from '@/lib/clock'
import { db } from '@/lib/database'
import { stripe } from '@/lib/stripe/client'
import { changePlan } from './change-plan'
import { previewPlanChange } from './preview-plan-change'
import { agreeToPlan } from './testing/customer-acts'
import { openWorld, type World } from './testing/open-world'
import { mailsTo, rowsOf } from './testing/service-rows'
import { withdrawPlanChange } from './withdraw-plan-change'

let world: World

beforeAll(async () => {
  moveClock(new Date('2027-01-10T09:00:00Z'))
  world = await openWorld()
  // A lost answer is waited for once and not for long.
  stripe()._setApiField('timeout', 1000)
  stripe()._setApiField('maxNetworkRetries', 0)
})

afterAll(() => world.close())

type Case = { way: string; from: string; waiting?: string; to: string }

let bought = 0

async function buy({ way, from, waiting }: Case) {
  const email = `${way}-${bought++}@example.com`
  const sessionId = await world.buy(email, from)
  const { subscription, userId } = await rowsOf(sessionId)
  const own = { subscriptionId: subscription.id, userId }
  if (waiting) await agreeToPlan({ ...own, planCode: waiting, cycle: 'monthly' })
  await world.settle()
  return { email, sessionId, own, stripeSubscriptionId: subscription.stripeSubscriptionId }
}

/** What the customer is shown: the plan, what waits, and what was written to them. */
async function shownTo({ email, sessionId }: Awaited<ReturnType<typeof buy>>) {
  const { plan, subscription, invoices, planChanges: changes, website } = await rowsOf(sessionId)
  const waiting = changes.find((row) => row.stripeScheduleId && !row.appliedAt && !row.withdrawnAt)
  return {
    plan,
    amount: subscription.amount,
    next: waiting?.amount ?? subscription.amount,
    paid: invoices.length,
    generation: website.generation,
    mails: await mailsTo(email),
  }
}

const cases: Case[] = [
  { way: 'up', from: 'starter', to: 'premium' },
  { way: 'down', from: 'premium', to: 'starter' },
  { way: 'instead', from: 'premium', waiting: 'starter', to: 'business' },
]

test.each(cases)(
  'whichever answer of Stripe to a change is lost ($way), what is shown is what will be billed',
  {
    timeout: 60_000,
  },
  async (each) => {
    let service = await buy(each)
    let before = await shownTo(service)
    let isDone = false
    for (let nth = 1; !isDone; nth++) {
      const wish = { ...service.own, planCode: each.to, cycle: 'monthly' as const }
      const { offer } = await previewPlanChange(wish)
      await world.loseAnswer(nth)
      const failure = await changePlan({ ...wish, shown: offer }).catch((error: unknown) => error)
      await world.mend()
      await world.settle()
      isDone = failure === undefined
      if (!isDone) expect(failure).toMatchObject({ code: 'stripe_unreachable' })

      const after = await shownTo(service)
      const { total } = await world.sdk.invoices.createPreview({ subscription: service.stripeSubscriptionId })
      expect({ nth, total }).toEqual({ nth, total: after.next })
      if (after.next === before.next) {
        expect(after).toEqual(before)
      } else {
        // It was made all the same: once, with all that belongs to it.
        const isUpgrade = after.plan === each.to
        const news = isUpgrade ? ['receipt', 'plan-changed'] : ['plan-change-scheduled']
        expect(after).toMatchObject({
          paid: before.paid + (isUpgrade ? 1 : 0),
          generation: before.generation + (isUpgrade ? 1 : 0),
          // That a change which waited is gone is part of the news that another one is in force.
          mails: isUpgrade || !each.waiting ? [...before.mails, ...news] : before.mails,
        })
        if (each.way === 'down') await withdrawPlanChange(service.own)
        service = await buy(each)
        before = await shownTo(service)
      }
      // By the database's clock: so that the next try need not wait for two minutes.
      await db()
        .update(planChanges)
        .set({ createdAt: sql`now() - interval '3 minutes'` })
        .where(eq(planChanges.subscriptionId, service.own.subscriptionId))
      expect(nth).toBeLessThan(20)
    }
  },
)
