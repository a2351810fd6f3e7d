import { readEvent, type StripeEvent } from './event'
import { pagesOf } from './pages-of'

/** As many as one request may ask for. */
const typesPerRequest = 20

export type ListedEvent = StripeEvent & { createdAt: Date }

/**
 * The events of some types since a moment, a page at a time; of each 20 types the newest first. Stripe keeps events for
 * 30 days, and renders them in the API version of their creation: what the inbox needs is the same in all of them.
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function* listEvents(types: string[], since: Date): AsyncGenerator<ListedEvent[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) }
  for (let first = 0; first < types.length; first += typesPerRequest) {
    const some = types.slice(first, first + typesPerRequest)
    const pages = pagesOf((stripe, paging) => stripe.events.list({ types: some, created, ...paging }))
    for await (const page of pages) {
      yield page.flatMap((event) => {
        const read = readEvent(event)
        return read ? [{ ...read, createdAt: new Date(event.created * 1000) }] : []
      })
    }
  }
}
