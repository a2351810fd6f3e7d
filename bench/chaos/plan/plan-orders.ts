import type { Random } from './random'

type Habit =
  | 'waits on the landing page'
  | 'closes the browser after paying'
  | 'clicks twice'
  | 'pays in two tabs'
  | 'is declined at first'
  | 'never pays'
  /** Closes the browser after paying, and every event about it is lost: only reconciliation can find it. */
  | 'is told by nobody'

/** What one visitor will do. */
export type PlannedOrder = {
  /** After the start of the buying, at the earliest. */
  atMs: number
  number: number
  email: string
  planId: string
  billingCycle: string
  couponCode: string | undefined
  domain: string | undefined
  habit: Habit
}

const plans = ['starter', 'premium', 'business'] as const
const cycles = ['monthly', 'yearly', 'biennial', 'triennial'] as const

/** One more visitor in so many leaves without paying. */
const paidPerUnpaid = 12
const buysAgain = 0.12
const buysAgainWithinMs = 15_000
const usesCoupon = 0.1
const bringsDomain = 0.15

/**
 * Who buys what, when and how: in order of time, and the same for the same random numbers.
 * @param purchases orders that will be paid
 */
export function planOrders(random: Random, purchases: number, withinMs: number): PlannedOrder[] {
  const orders: PlannedOrder[] = []
  const paying = [
    'waits on the landing page',
    'closes the browser after paying',
    'clicks twice',
    'pays in two tabs',
  ] as const
  const plan = (habit: Habit) => {
    const number = orders.length + 1
    const earlier = habit !== 'never pays' && random.chance(buysAgain) ? orders.at(-1) : undefined
    const [email, atMs] = earlier
      ? // The same person once more, at the same moment or soon after.
        [earlier.email, earlier.atMs + random.between(0, buysAgainWithinMs)]
      : [`buyer-${number}@example.com`, random.between(0, withinMs)]
    orders.push({
      atMs: Math.min(Math.round(atMs), withinMs),
      number,
      email,
      planId: random.pick(plans),
      billingCycle: random.pick(cycles),
      couponCode: !earlier && random.chance(usesCoupon) ? 'WELCOME10' : undefined,
      domain: random.chance(bringsDomain) ? `shop-${number}.example` : undefined,
      habit,
    })
  }
  for (let purchase = 1; purchase <= purchases; purchase++) {
    plan(random.chance(0.1) ? 'is declined at first' : random.pick(paying))
    if (purchase % paidPerUnpaid === 0) plan('never pays')
  }
  orders.sort((a, b) => a.atMs - b.atMs)
  const first = orders.find(({ habit }) => habit !== 'never pays')
  if (first) first.habit = 'is told by nobody'
  return orders
}
