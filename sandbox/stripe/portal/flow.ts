import { invalid } from '../core/failure'
import { hash, needed, notYet, oneOf, text, unsupportedAll, url, type Values } from '../core/params'
import type { Customer, PortalConfiguration, PortalSession } from '../core/stored'
import type { World } from '../core/world'
import { findLive } from '../resources/subscriptions'
import type { Portal } from './portal-of'

const params = {
  after_completion: hash({
    hosted_confirmation: hash({ custom_message: text(500) }),
    redirect: hash({ return_url: needed(url) }),
    type: needed(oneOf('hosted_confirmation', 'portal_homepage', 'redirect')),
  }),
  subscription_cancel: hash({ subscription: needed(text()), ...unsupportedAll('retention') }),
  type: needed(
    notYet(
      oneOf('payment_method_update', 'subscription_cancel'),
      'customer_update',
      'subscription_pause',
      'subscription_update',
      'subscription_update_confirm',
    ),
  ),
  ...unsupportedAll('subscription_pause', 'subscription_update', 'subscription_update_confirm'),
}

/** `flow_data`: the one thing that a portal is opened for. */
export const flowParam = hash(params)

/**
 * The one thing that a portal is opened for, as its session shows it.
 * @throws Failure for what the configuration does not allow, and for a subscription that cannot be canceled
 */
export function flowOf(
  world: World,
  customer: Customer,
  configuration: PortalConfiguration,
  given: Values<typeof params>,
): NonNullable<PortalSession['flow']> {
  const { after_completion: after, type } = given
  if (!configuration.features[type].enabled) {
    throw invalid(`The flow ${type} needs the feature ${type} of the portal's configuration, which is disabled.`, {
      param: 'flow_data[type]',
    })
  }
  if (after?.type === 'redirect' && !after.redirect) {
    const param = 'flow_data[after_completion][redirect]'
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  return {
    after_completion: {
      hosted_confirmation:
        after?.type === 'hosted_confirmation'
          ? { custom_message: after.hosted_confirmation?.custom_message ?? null }
          : null,
      redirect: after?.type === 'redirect' && after.redirect ? after.redirect : null,
      type: after?.type ?? 'portal_homepage',
    },
    customer_update: null,
    subscription_cancel:
      type === 'subscription_cancel'
        ? { retention: null, subscription: cancelable(world, customer, given.subscription_cancel?.subscription) }
        : null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  }
}

/** Where a customer is led once something is done in a portal: its flow may name a place of the shop. */
export function wayAfter({ session }: Portal, what: string): string {
  return session.flow?.after_completion.redirect?.return_url ?? `${session.url}/done/${what}`
}

function cancelable(world: World, customer: Customer, id: string | undefined): string {
  const param = 'flow_data[subscription_cancel][subscription]'
  if (id === undefined) throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  const subscription = findLive(world, id, param)
  if (subscription.customer !== customer.id) {
    throw invalid(`The subscription ${id} is not of the customer ${customer.id}.`, { param })
  }
  if (subscription.cancel_at !== null) {
    throw invalid('The subscription cannot be canceled because it is already set to be canceled.', { param })
  }
  return id
}
