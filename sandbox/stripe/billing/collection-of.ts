import { invalid } from '../core/failure'
import type { Subscription } from '../core/stored'

type Collection = Pick<Subscription, 'collection_method' | 'days_until_due'>

export type CollectionValues = {
  collection_method?: 'charge_automatically' | 'send_invoice' | undefined
  days_until_due?: number | undefined
}

/**
 * How a subscription is to be paid for after a request: by a charge, or by an invoice that its customer is sent.
 * @throws Failure when the days to pay are missing, or are given for charges
 */
export function collectionOf(before: Collection, params: CollectionValues): Collection {
  const method = params.collection_method ?? before.collection_method
  if (method !== 'send_invoice') {
    if (params.days_until_due === undefined) return { collection_method: method, days_until_due: null }
    throw invalid('You can only set `days_until_due` if `collection_method` is `send_invoice`.', {
      param: 'days_until_due',
    })
  }
  const days = params.days_until_due ?? before.days_until_due
  if (days !== null) return { collection_method: method, days_until_due: days }
  throw invalid('You must set `days_until_due` if `collection_method` is `send_invoice`.', {
    param: 'days_until_due',
    code: 'parameter_missing',
  })
}
