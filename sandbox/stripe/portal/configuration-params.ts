import {
  boolean,
  emptyable,
  hash,
  integer,
  list,
  metadata,
  needed,
  notYet,
  oneOf,
  type Param,
  text,
  unsupportedAll,
  url,
  type Values,
} from '../core/params'

const product = hash({
  adjustable_quantity: hash({ enabled: needed(boolean), maximum: integer({ min: 0 }), minimum: integer({ min: 0 }) }),
  prices: needed(list(text())),
  product: needed(text()),
})

const features = <Enabled extends Param<boolean> | ReturnType<typeof needed<boolean>>>(enabled: Enabled) =>
  hash({
    customer_update: hash({
      allowed_updates: emptyable(list(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id'))),
      enabled,
    }),
    invoice_history: hash({ enabled: needed(boolean) }),
    payment_method_update: hash({ enabled: needed(boolean), ...unsupportedAll('payment_method_configuration') }),
    subscription_cancel: hash({
      cancellation_reason: hash({
        enabled: needed(boolean),
        options: emptyable(
          list(
            oneOf(
              'customer_service',
              'low_quality',
              'missing_features',
              'other',
              'switched_service',
              'too_complex',
              'too_expensive',
              'unused',
            ),
          ),
        ),
        ...unsupportedAll('feedback_options'),
      }),
      enabled,
      // Ending at once would have to credit what was paid ahead; the pages do it at the period's end only.
      mode: notYet(oneOf('at_period_end'), 'immediately'),
      proration_behavior: notYet(oneOf('none'), 'always_invoice', 'create_prorations'),
    }),
    subscription_update: hash({
      billing_cycle_anchor: oneOf('now', 'unchanged'),
      default_allowed_updates: emptyable(list(oneOf('price', 'promotion_code', 'quantity'))),
      enabled,
      products: emptyable(list(product, 10)),
      proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
      schedule_at_period_end: hash({
        conditions: list(hash({ type: needed(oneOf('decreasing_item_amount', 'shortening_interval')) })),
      }),
      trial_update_behavior: oneOf('continue_trial', 'end_trial'),
    }),
    ...unsupportedAll('subscription_pause'),
  })

/** What a portal's configuration takes, when it is made and later. */
const configurationParams = {
  business_profile: hash({
    headline: emptyable(text(60)),
    privacy_policy_url: emptyable(url),
    terms_of_service_url: emptyable(url),
  }),
  default_return_url: emptyable(url),
  login_page: hash({ enabled: needed(boolean) }),
  metadata: emptyable(metadata),
  name: emptyable(text(250)),
}
export const createParams = { ...configurationParams, features: needed(features(needed(boolean))) }
export const updateParams = { ...configurationParams, active: boolean, features: features(boolean) }

export type ConfigurationValues = Values<typeof updateParams>
