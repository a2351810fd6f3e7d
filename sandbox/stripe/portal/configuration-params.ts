import {
  boolean,
  emptyable,
  hash,
  list,
  metadata,
  needed,
  oneOf,
  type Param,
  text,
  unsupportedAll,
  url,
  type Values,
} from '../core/params'

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
      mode: oneOf('at_period_end'),
      proration_behavior: oneOf('none'),
    }),
    ...unsupportedAll('subscription_pause', 'subscription_update'),
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
