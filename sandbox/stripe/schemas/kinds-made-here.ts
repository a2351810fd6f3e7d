import { objectTables } from '../core/object-tables'

/** Every kind of object that the stand-in answers with. */
export const kindsMadeHere: string[] = [
  ...Object.keys(objectTables),
  'billing.meter',
  'billing_portal.session',
  'checkout.session',
  'event',
  'invoice_payment',
  'item',
  'line_item',
  'subscription_item',
  'webhook_endpoint',
].filter((kind, index, all) => all.indexOf(kind) === index)
