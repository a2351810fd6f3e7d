import type Stripe from 'stripe'
import { callStripe } from './call-stripe'

const perPage = 100

type Paging = { limit: number; starting_after?: string }

/**
 * One of Stripe's lists, newest first, a page at a time.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function* pagesOf<Item extends { id: string }>(
  list: (stripe: Stripe, paging: Paging) => Promise<{ data: Item[]; has_more: boolean }>,
): AsyncGenerator<Item[]> {
  let after: string | undefined
  do {
    const paging = { limit: perPage, ...(after && { starting_after: after }) }
    const { data, has_more } = await callStripe((stripe) => list(stripe, paging))
    yield data
    after = has_more ? data.at(-1)?.id : undefined
  } while (after)
}
