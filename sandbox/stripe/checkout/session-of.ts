import { invalid } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import type { Coupon, Customer, LineItem, PromotionCode, Session } from '../core/stored'
import type { World } from '../core/world'
import { addressOf } from '../resources/shipping'
import { totalsOf } from '../tax/tax-session'
import type { SessionValues } from './session-params'
import { isEmbedded } from './way-back'

const shortestSeconds = 30 * 60
const longestSeconds = 24 * 60 * 60

/**
 * A session as it looks when it is opened.
 * @throws Failure for an expiry outside of Stripe's window
 */
export function sessionOf(
  world: World,
  made: {
    id: string
    mode: 'payment' | 'subscription'
    params: SessionValues
    lines: LineItem[]
    found: { coupon: Coupon; code: PromotionCode | null } | null
    customer: Customer | null
  },
): Session {
  const { id, mode, params, lines, found, customer } = made
  const isTaxed = params.automatic_tax?.enabled === true
  const email = customer?.email ?? params.customer_email ?? null
  return {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    ...totalsOf(lines),
    automatic_tax: isTaxed
      ? { enabled: true, liability: { type: 'self' }, provider: 'stripe', status: 'requires_location_inputs' }
      : { enabled: false, liability: null, provider: null, status: null },
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
    ui_mode: params.ui_mode ?? 'hosted_page',
    url: isEmbedded(params) ? null : `${world.baseUrl}/c/pay/${id}`,
    wallet_options: null,
  }
}

function discountOf({ coupon, code }: { coupon: Coupon; code: PromotionCode | null }) {
  return code ? { coupon: null, promotion_code: code.id } : { coupon: coupon.id, promotion_code: null }
}

export function detailsOf(
  email: string | null,
  name: string | null,
  country: string | null = null,
): NonNullable<Session['customer_details']> {
  return {
    address: country === null ? null : addressOf({ country }),
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  }
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
