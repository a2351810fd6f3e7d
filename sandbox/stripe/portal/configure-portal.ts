import { invalid, missing } from '../core/failure'
import { readForm } from '../core/form'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { readShape } from '../core/params'
import type { PortalConfiguration } from '../core/stored'
import type { World } from '../core/world'
import { type ConfigurationValues, createParams } from './configuration-params'
import { planChangeOf } from './plan-change'

type Features = PortalConfiguration['features']

const everythingOff: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: null, options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
}

/** Makes a configuration of the portal. The first one made without being asked for is the default. */
export function makeConfiguration(world: World, given: ConfigurationValues, isDefault = false): PortalConfiguration {
  const configuration = world.store.tables.portal_configuration.put({
    id: newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: world.now,
    default_return_url: null,
    features: everythingOff,
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: world.now,
    ...changedBy(world, given),
  })
  world.emit('billing_portal.configuration.created', configuration)
  return configuration
}

export function updateConfiguration(world: World, id: string, given: ConfigurationValues): PortalConfiguration {
  const before = findConfiguration(world, id)
  if (given.active === false && before.is_default) {
    throw invalid('The default configuration cannot be deactivated.', { param: 'active' })
  }
  const after = world.store.tables.portal_configuration.put({ ...before, ...changedBy(world, given, before) })
  world.emit('billing_portal.configuration.updated', after)
  return after
}

/** The configuration that portals have when none is named; it is made when it is first needed. */
export function defaultConfiguration(world: World): PortalConfiguration {
  for (const row of world.store.tables.portal_configuration.oldestFirst()) if (row.is_default) return row
  const asked = ['invoice_history', 'payment_method_update', 'subscription_cancel']
  const form = asked.map((feature) => `features[${feature}][enabled]=true`).join('&')
  return makeConfiguration(world, { ...readShape(readForm(form), createParams), active: undefined }, true)
}

/** @throws Failure `resource_missing` */
export function findConfiguration(world: World, id: string, param = 'id'): PortalConfiguration {
  const row = world.store.tables.portal_configuration.get(id)
  if (!row) throw missing('configuration', id, param)
  return row
}

function changedBy(
  world: World,
  given: ConfigurationValues,
  before?: PortalConfiguration,
): Partial<PortalConfiguration> {
  const { active, business_profile: profile, default_return_url, login_page, metadata, name } = given
  if (login_page?.enabled) {
    throw invalid('Stripe can show a login page, but this stand-in does not yet.', { param: 'login_page[enabled]' })
  }
  const old = before?.business_profile ?? { headline: null, privacy_policy_url: null, terms_of_service_url: null }
  return {
    ...(active === undefined ? {} : { active }),
    ...(default_return_url === undefined ? {} : { default_return_url }),
    ...(name === undefined ? {} : { name }),
    ...(metadata === undefined ? {} : { metadata: mergeMetadata(before?.metadata ?? {}, metadata) }),
    business_profile: {
      headline: profile?.headline === undefined ? old.headline : profile.headline,
      privacy_policy_url:
        profile?.privacy_policy_url === undefined ? old.privacy_policy_url : profile.privacy_policy_url,
      terms_of_service_url:
        profile?.terms_of_service_url === undefined ? old.terms_of_service_url : profile.terms_of_service_url,
    },
    features: featuresOf(world, before?.features ?? everythingOff, given.features),
    updated: world.now,
  }
}

function featuresOf(world: World, before: Features, given: ConfigurationValues['features']): Features {
  const { customer_update: update, subscription_cancel: cancel, subscription_update: change } = given ?? {}
  const reason = cancel?.cancellation_reason
  return {
    ...before,
    customer_update: {
      allowed_updates: update?.allowed_updates ?? before.customer_update.allowed_updates,
      enabled: update?.enabled ?? before.customer_update.enabled,
    },
    invoice_history: given?.invoice_history ?? before.invoice_history,
    payment_method_update: { ...before.payment_method_update, ...given?.payment_method_update },
    subscription_cancel: {
      ...before.subscription_cancel,
      enabled: cancel?.enabled ?? before.subscription_cancel.enabled,
      cancellation_reason: reason
        ? { enabled: reason.enabled, feedback_options: null, options: reason.options ?? [] }
        : before.subscription_cancel.cancellation_reason,
    },
    subscription_update: change ? planChangeOf(world, before.subscription_update, change) : before.subscription_update,
  }
}
