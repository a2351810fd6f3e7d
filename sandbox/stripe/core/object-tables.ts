import type { Rows } from './stored'

/** Which table keeps the objects of a kind that others refer to by id. */
export const objectTables = {
  balance_transaction: 'balance_transaction',
  'billing_portal.configuration': 'portal_configuration',
  charge: 'charge',
  'checkout.session': 'session',
  coupon: 'coupon',
  customer: 'customer',
  discount: 'discount',
  dispute: 'dispute',
  invoice: 'invoice',
  invoiceitem: 'invoice_item',
  payment_intent: 'payment_intent',
  payment_method: 'payment_method',
  price: 'price',
  product: 'product',
  promotion_code: 'promotion_code',
  refund: 'refund',
  setup_intent: 'setup_intent',
  subscription: 'subscription',
  subscription_schedule: 'subscription_schedule',
  'test_helpers.test_clock': 'test_clock',
} as const satisfies Record<string, keyof Rows>
