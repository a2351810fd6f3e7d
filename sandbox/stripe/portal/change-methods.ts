import { tellOfChanges } from '../billing/tell-of-changes'
import type { PaymentMethod } from '../core/stored'
import type { World } from '../core/world'
import { changesOf } from '../resources/changes'
import type { Portal } from './portal-of'

/** Makes a payment method the one for everything: the customer's default and that of each subscription. */
export function makeDefault(world: World, portal: Portal, method: PaymentMethod): void {
  const { customer: customers, subscription: subscriptions } = world.store.tables
  const before = portal.customer
  const invoiceSettings = { ...before.invoice_settings, default_payment_method: method.id }
  const after = customers.put({ ...before, invoice_settings: invoiceSettings })
  const previous = changesOf(before, after)
  if (previous) world.emit('customer.updated', after, previous)
  for (const { id } of portal.subscriptions) {
    tellOfChanges(world, id, () => {
      const subscription = subscriptions.get(id)
      if (subscription) subscriptions.put({ ...subscription, default_payment_method: method.id })
    })
  }
}

export function isDefault(portal: Portal, method: PaymentMethod): boolean {
  const ofSubscriptions = portal.subscriptions.flatMap(({ default_payment_method: id }) => id ?? [])
  if (ofSubscriptions.length > 0) return ofSubscriptions.includes(method.id)
  return portal.customer.invoice_settings.default_payment_method === method.id
}
