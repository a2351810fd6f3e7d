import { checkCoupon } from '../billing/check-coupon'
import { couponGiven } from '../billing/replace-discounts'
import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import type { LineItem, Session } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from '../resources/customers'
import { shippingOf } from '../resources/shipping'
import { smallestCharge } from '../resources/smallest-charge'
import { checkTaxable, taxSession } from '../tax/tax-session'
import { priceLines } from './price-lines'
import { trialOf, trialSettingsOf } from './read-trial'
import { sessionOf } from './session-of'
import type { SessionValues } from './session-params'
import { checkWayBack } from './way-back'

/**
 * Opens a payment page.
 * @throws Failure for what Stripe would refuse
 */
export function openSession(world: World, params: SessionValues): Session {
  const mode = checkMode(params)
  const items = params.line_items ?? []
  if (items.length === 0) throw missingParam('line_items')
  checkWayBack(params)
  const customer = params.customer === undefined ? null : findCustomer(world, params.customer, 'customer')
  const found = couponOf(world, params, customer?.id ?? null)
  const coupon = found?.coupon ?? null
  const trial = trialOf(world, params)
  const lines = priceLines(world, items, { mode, coupon, isTrial: trial !== null })
  const currency = lines[0]?.currency ?? ''
  const isTaxed = params.automatic_tax?.enabled === true
  if (isTaxed) checkTaxable(lines, customer)
  if (found) {
    const subtotal = lines.reduce((sum, line) => sum + line.amount_subtotal, 0)
    const asked = { subtotal, currency, customer: customer?.id ?? null }
    checkCoupon(world, asked, found, `discounts[0][${found.code ? 'promotion_code' : 'coupon'}]`)
  }
  checkTotal(lines, currency)
  const id = newId('cs_test', 58)
  const sent = params.payment_intent_data?.shipping
  world.store.tables.session_plan.put({
    id,
    lines,
    coupon: coupon?.id ?? null,
    subscriptionMetadata: mergeMetadata({}, params.subscription_data?.metadata),
    subscriptionDescription: params.subscription_data?.description ?? null,
    paymentIntentMetadata: mergeMetadata({}, params.payment_intent_data?.metadata),
    paymentIntentDescription: params.payment_intent_data?.description ?? null,
    paymentIntentUsage: params.payment_intent_data?.setup_future_usage ?? null,
    paymentIntentShipping: sent ? shippingOf(sent) : null,
    paymentIntent: null,
    promotionCode: found?.code?.id ?? null,
    trial,
    trialSettings: trialSettingsOf(params),
  })
  const session = world.store.tables.session.put(sessionOf(world, { id, mode, params, lines, found, customer }))
  return taxSession(world, session, customer?.address?.country ?? null)
}

function checkMode(params: SessionValues): 'payment' | 'subscription' {
  const { mode } = params
  if (mode === 'setup') throw notHere('mode', '`setup` mode')
  if (params.ui_mode === 'elements' || params.ui_mode === 'form') throw notHere('ui_mode', params.ui_mode)
  if (params.payment_method_collection === 'if_required') throw notHere('payment_method_collection', 'if_required')
  if (mode === 'subscription' && params.payment_intent_data) throw notInMode('payment_intent_data', mode)
  if (mode === 'payment' && params.subscription_data) throw notInMode('subscription_data', mode)
  if (mode === 'payment' && params.payment_method_collection) throw notInMode('payment_method_collection', mode)
  if (mode === 'subscription' && params.customer_creation) {
    throw invalid('`customer_creation` can only be used in `payment` and `setup` mode.', { param: 'customer_creation' })
  }
  if (mode === 'subscription' && params.submit_type && params.submit_type !== 'subscribe') {
    throw invalid('`submit_type` must be `subscribe` in `subscription` mode.', { param: 'submit_type' })
  }
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw exclusive('customer', 'customer_email')
  }
  return mode
}

/** Nothing to pay is allowed: a trial begins so, and so does an order that a coupon pays for. */
function checkTotal(lines: LineItem[], currency: string) {
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0)
  const least = smallestCharge(currency)
  if (total === 0 || total >= least) return
  throw invalid(
    `The Checkout Session's total amount due must add up to at least ${least} in the smallest unit of ${currency}.`,
    { param: 'line_items', code: 'amount_too_small' },
  )
}

function couponOf(world: World, params: SessionValues, customer: string | null) {
  const discounts = params.discounts ?? []
  if (discounts.length > 1) throw invalid('You may only pass one discount.', { param: 'discounts' })
  if (discounts.length > 0 && params.allow_promotion_codes !== undefined) {
    throw exclusive('allow_promotion_codes', 'discounts')
  }
  const [discount] = discounts
  return discount ? couponGiven(world, discount, 'discounts[0]', customer) : null
}

function missingParam(param: string) {
  return invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
}

function exclusive(first: string, second: string) {
  return invalid(`You may only specify one of these parameters: ${first}, ${second}.`, {
    param: second,
    code: 'parameters_exclusive',
  })
}

function notInMode(param: string, mode: string) {
  return invalid(`You can not pass \`${param}\` in \`${mode}\` mode.`, { param })
}

function notHere(param: string, what: string) {
  return invalid(`Stripe can do ${what}, but this stand-in does not yet.`, { param })
}
