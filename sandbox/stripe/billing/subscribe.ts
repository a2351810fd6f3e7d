import { Failure, invalid } from '../core/failure'
import type { Customer, Invoice, Price, Subscription } from '../core/stored'
import type { World } from '../core/world'
import type { Outcome } from '../payments/attempt-payment'
import { findAttached } from '../payments/find-payment-method'
import { draftSubscriptionInvoice } from './bill-subscription'
import { checkCurrency, checkTogether, type ItemValues, priceGiven } from './change-items'
import { checkDiscounts } from './check-coupon'
import { collectInvoice, defaultMethodOf } from './collect-invoice'
import { type CollectionValues, collectionOf } from './collection-of'
import { finalizeInvoice } from './finalize-invoice'
import { makeInvoiceItem } from './make-invoice-item'
import { makeSubscription } from './make-subscription'
import { periodEnd } from './periods'
import { planCancellation } from './plan-cancellation'
import { type GivenDiscount, replaceDiscounts } from './replace-discounts'

export type PaymentBehavior = 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete'

export type SubscribeValues = CollectionValues & {
  items: ItemValues[]
  extras: { price: Price; quantity: number }[]
  cancel_at?: number | 'min_period_end' | 'max_period_end' | undefined
  cancel_at_period_end?: boolean | undefined
  default_payment_method?: string | undefined
  description?: string | undefined
  discounts?: GivenDiscount[] | undefined
  metadata: Record<string, string>
  payment_behavior?: PaymentBehavior | undefined
  payment_settings?: Subscription['payment_settings'] | undefined
  trialEnd: number | null
  trial_settings?: Subscription['trial_settings'] | undefined
}

/**
 * Makes a subscription and collects its first invoice.
 * @throws Failure without something to pay with, and for a refused card when incomplete ones are not wanted
 */
export function subscribe(world: World, customer: Customer, given: SubscribeValues): Subscription {
  const made = prepareSubscription(world, customer, given)
  payFirst(world, made, given.payment_behavior ?? 'allow_incomplete')
  const after = world.store.tables.subscription.get(made.id) ?? made
  world.emit('customer.subscription.created', after)
  return after
}

/**
 * Makes a subscription that nothing is invoiced for yet, with what else its first invoice will hold.
 * @throws Failure for what does not go together
 */
export function prepareSubscription(world: World, customer: Customer, given: SubscribeValues): Subscription {
  if (given.default_payment_method !== undefined) {
    findAttached(world, given.default_payment_method, customer.id, 'default_payment_method')
  }
  const items = given.items.map((values, index) => {
    const path = `items[${index}]`
    const price = priceGiven(world, values, path)
    if (!price)
      throw invalid(`Missing required param: ${path}[price].`, { param: `${path}[price]`, code: 'parameter_missing' })
    return { price, quantity: values.quantity ?? 1, metadata: values.metadata ?? {} }
  })
  const [first] = items
  if (!first) throw invalid('Missing required param: items.', { param: 'items', code: 'parameter_missing' })
  const { currency } = first.price
  checkTogether(pricesOf(items), currency)
  checkCurrency(pricesOf(given.extras), currency, 'add_invoice_items')
  const discounts = replaceDiscounts(world, { customer: customer.id, discounts: [] }, given.discounts ?? [])
  const made = makeSubscription(world, {
    customer: customer.id,
    items,
    trialEnd: given.trialEnd,
    default_payment_method: given.default_payment_method ?? null,
    description: given.description ?? null,
    discounts,
    metadata: given.metadata,
    ...collectionOf({ collection_method: 'charge_automatically', days_until_due: null }, given),
    ...(given.payment_settings ? { payment_settings: given.payment_settings } : {}),
    ...(given.trial_settings ? { trial_settings: given.trial_settings } : {}),
  })
  const planned = world.store.tables.subscription.put({ ...made, ...planCancellation(world, made, given) })
  checkDiscounts(world, planned, [])
  for (const { price, quantity } of given.extras) noteExtra(world, planned, price, quantity)
  return planned
}

function pricesOf(rows: { price: Price }[]): Price[] {
  return rows.map(({ price }) => price)
}

function noteExtra(world: World, subscription: Subscription, price: Price, quantity: number) {
  makeInvoiceItem(world, {
    amount: (price.unit_amount ?? 0) * quantity,
    currency: price.currency,
    customer: subscription.customer,
    description: world.store.tables.product.get(price.product)?.name ?? null,
    discountable: true,
    period: { start: world.now, end: price.recurring ? periodEnd(price, world.now, world.now) : world.now },
    price,
    proration: false,
    quantity,
    subscription: subscription.id,
  })
}

/** The first invoice of a subscription that begins now. */
export function draftFirst(world: World, subscription: Subscription): Invoice {
  const period = { start: world.now, end: world.now }
  return draftSubscriptionInvoice(world, subscription, { reason: 'subscription_create', period, withPeriods: true })
}

function payFirst(world: World, subscription: Subscription, behavior: PaymentBehavior) {
  const draft = draftFirst(world, subscription)
  const isPaidFor = draft.amount_due === 0 || subscription.collection_method === 'send_invoice'
  if (!isPaidFor) {
    if (behavior !== 'default_incomplete' && !defaultMethodOf(world, draft)) throw noMethod()
    const current = world.store.tables.subscription.get(subscription.id) ?? subscription
    // It is active, or in its trial, once the first invoice is paid.
    world.store.tables.subscription.put({ ...current, status: 'incomplete' })
  }
  const invoice = finalizeInvoice(world, draft)
  if (!isPaidFor && behavior === 'default_incomplete') return
  const outcome = collectInvoice(world, invoice, { isAutomatic: true })
  if (behavior === 'error_if_incomplete' && outcome.kind !== 'succeeded') throw refusalOf(outcome)
}

/** What a request answers that wanted payment or nothing. */
export function refusalOf(outcome: Outcome): Failure {
  const refusal = outcome.kind === 'declined' ? outcome.refusal : null
  return new Failure(402, {
    type: 'card_error',
    code: refusal?.code ?? 'subscription_payment_intent_requires_action',
    message:
      refusal?.message ?? 'Payment for this subscription requires additional user action before it can be completed.',
    ...(refusal?.declineCode ? { decline_code: refusal.declineCode } : {}),
  })
}

function noMethod(): Failure {
  return invalid(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
    { code: 'resource_missing' },
  )
}
