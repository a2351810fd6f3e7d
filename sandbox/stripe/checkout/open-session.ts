import { couponGiven } from '../billing/replace-discounts'
import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import type { Coupon, Customer, LineItem, Session } from '../core/stored'
import type { World } from '../core/world'
import { findCustomer } from '../resources/customers'
import { checkRestrictions } from './apply-promotion-code'
import { priceLines } from './price-lines'
import { trialOf, trialSettingsOf } from './read-trial'
import type { SessionValues } from './session-params'
import { shippingOf } from './shipping-of'
import { checkWayBack, isEmbedded } from './way-back'

const shortestSeconds = 30 * 60
const longestSeconds = 24 * 60 * 60

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
  const code = world.store.tables.promotion_code.get(found?.promotionCode ?? '')
  if (code && coupon) {
    const subtotal = lines.reduce((sum, line) => sum + line.amount_subtotal, 0)
    checkRestrictions(
      world,
      { subtotal, currency: lines[0]?.currency ?? null, customer: customer?.id ?? null },
      code,
      coupon,
    )
  }
  if (coupon?.currency && coupon.currency !== lines[0]?.currency) {
    throw invalid(`The coupon ${coupon.id} is in another currency than the prices.`, { param: 'discounts[0][coupon]' })
  }
  const id = newId('cs_test', 58)
  world.store.tables.session_plan.put({
    id,
    lines,
    coupon: coupon?.id ?? null,
    subscriptionMetadata: mergeMetadata({}, params.subscription_data?.metadata),
    subscriptionDescription: params.subscription_data?.description ?? null,
    paymentIntentMetadata: mergeMetadata({}, params.payment_intent_data?.metadata),
    paymentIntentDescription: params.payment_intent_data?.description ?? null,
    paymentIntentUsage: params.payment_intent_data?.setup_future_usage ?? null,
    paymentIntentShipping: shippingOf(params),
    paymentIntent: null,
    promotionCode: found?.promotionCode ?? null,
    trial,
    trialSettings: trialSettingsOf(params),
  })
  return world.store.tables.session.put(sessionOf(world, { id, mode, params, lines, found, customer }))
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

function couponOf(world: World, params: SessionValues, customer: string | null) {
  const discounts = params.discounts ?? []
  if (discounts.length > 1) throw invalid('You may only pass one discount.', { param: 'discounts' })
  if (discounts.length > 0 && params.allow_promotion_codes !== undefined) {
    throw exclusive('allow_promotion_codes', 'discounts')
  }
  const [discount] = discounts
  return discount ? couponGiven(world, discount, 'discounts[0]', customer) : null
}

function expiryOf(world: World, asked: number | undefined): number {
  if (asked === undefined) return world.now + longestSeconds
  if (asked < world.now + shortestSeconds) {
    throw invalid('The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  if (asked > world.now + longestSeconds) {
    throw invalid('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    })
  }
  return asked
}

function sessionOf(
  world: World,
  made: {
    id: string
    mode: 'payment' | 'subscription'
    params: SessionValues
    lines: LineItem[]
    found: { coupon: Coupon; promotionCode: string | null } | null
    customer: Customer | null
  },
): Session {
  const { id, mode, params, lines, found, customer } = made
  const total = (amount: (line: LineItem) => number) => lines.reduce((sum, line) => sum + amount(line), 0)
  const email = customer?.email ?? params.customer_email ?? null
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount_subtotal: total((line) => line.amount_subtotal),
    amount_total: total((line) => line.amount_total),
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: isEmbedded(params) ? newId(`${id}_secret`) : null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: world.now,
    currency: lines[0]?.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation:
      mode === 'subscription' ? (customer ? null : 'always') : (params.customer_creation ?? 'if_required'),
    customer_details: email === null ? null : detailsOf(email, customer?.name ?? null),
    customer_email: params.customer_email ?? null,
    discounts: found ? [discountOf(found)] : [],
    expires_at: expiryOf(world, params.expires_at),
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, params.metadata),
    mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: mode === 'subscription' ? (params.payment_method_collection ?? 'always') : null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: params.allowed_payment_method_types ?? ['card', 'us_bank_account'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    ...(isEmbedded(params)
      ? { redirect_on_completion: params.redirect_on_completion ?? 'always', return_url: params.return_url }
      : {}),
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: params.submit_type ?? null,
    subscription: null,
    success_url: params.success_url ?? null,
    total_details: { amount_discount: total((line) => line.amount_discount), amount_shipping: 0, amount_tax: 0 },
    ui_mode: params.ui_mode ?? 'hosted_page',
    url: isEmbedded(params) ? null : `${world.baseUrl}/c/pay/${id}`,
    wallet_options: null,
  }
}

function discountOf({ coupon, promotionCode }: { coupon: Coupon; promotionCode: string | null }) {
  return promotionCode ? { coupon: null, promotion_code: promotionCode } : { coupon: coupon.id, promotion_code: null }
}

export function detailsOf(email: string | null, name: string | null): NonNullable<Session['customer_details']> {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
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
