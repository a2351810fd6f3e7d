import { endSubscription, hasEnded } from '../billing/end-subscription'
import { findTestClock } from '../clock/find-test-clock'
import { missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import { email, emptyable, hash, list, metadata, oneOf, range, text, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { Customer, Rows } from '../core/stored'
import type { World } from '../core/world'
import { attachChecked } from '../payments/attach-checked'
import { findPaymentMethod } from '../payments/find-payment-method'
import { changesOf } from './changes'
import { customerSearchRoute } from './customer-search'
import { address, addressOf, customerShipping, shippingOf } from './shipping'

const customerParams = {
  address: emptyable(address),
  description: emptyable(text()),
  email: emptyable(email),
  invoice_settings: hash({ default_payment_method: emptyable(text()), footer: emptyable(text()) }),
  metadata: emptyable(metadata),
  name: emptyable(text(256)),
  phone: emptyable(text(20)),
  preferred_locales: list(text()),
  shipping: emptyable(hash(customerShipping)),
  tax_exempt: emptyable(oneOf('exempt', 'none', 'reverse')),
  ...unsupportedAll('balance', 'business_name', 'cash_balance', 'individual_name', 'invoice_prefix'),
  ...unsupportedAll('next_invoice_sequence', 'source', 'default_source', 'tax'),
  ...unsupportedAll('tax_id_data', 'validate'),
}

export const customerRoutes = [
  route('POST', '/v1/customers', { ...customerParams, payment_method: text(), test_clock: text() }, (world, given) => {
    const { payment_method: method, test_clock, ...params } = given
    const clock = test_clock === undefined ? null : findTestClock(world, test_clock, 'test_clock').id
    return createCustomer(world, { email: null, name: null, testClock: clock }, (customer) => {
      const settings = params.invoice_settings
      if (method === undefined) return updateOf(world, customer, params)
      const attached = attachChecked(world, findPaymentMethod(world, method, 'payment_method'), customer.id)
      // One of Stripe's test ids names the very method that was made of it here.
      const isSame = settings?.default_payment_method === method
      const invoice_settings = isSame ? { ...settings, default_payment_method: attached.id } : settings
      return updateOf(world, customer, { ...params, invoice_settings })
    })
  }),
  route('GET', '/v1/customers', { ...paging, created: range, email: text(512), test_clock: text() }, (world, params) =>
    pageOfTable(
      world.store.tables.customer,
      'customer',
      '/v1/customers',
      params,
      (customer) =>
        customer.test_clock === (params.test_clock ?? null) &&
        (params.email === undefined || customer.email === params.email) &&
        (params.created?.(customer.created) ?? true),
    ),
  ),
  customerSearchRoute,
  route('GET', '/v1/customers/:id', {}, (world, _params, id = '') => {
    const deleted = world.store.tables.deleted_customer.get(id)
    return deleted ?? findCustomer(world, id)
  }),
  route('POST', '/v1/customers/:id', customerParams, (world, params, id = '') => {
    const before = findCustomer(world, id)
    const after = world.store.tables.customer.put({ ...before, ...updateOf(world, before, params) })
    const previous = changesOf(before, after)
    if (previous) world.emit('customer.updated', after, previous)
    return after
  }),
  route('DELETE', '/v1/customers/:id', {}, (world, _params, id = '') => {
    return deleteCustomer(world, findCustomer(world, id))
  }),
]

/** Ends a customer's subscriptions and takes the customer away; that there was one stays known. */
export function deleteCustomer(world: World, customer: Customer): Rows['deleted_customer'] {
  const { id } = customer
  for (const row of [...world.store.tables.subscription.newestFirst()]) {
    if (row.customer === id && !hasEnded(row)) endSubscription(world, row)
  }
  world.store.tables.customer.remove(id)
  world.emit('customer.deleted', customer)
  return world.store.tables.deleted_customer.put({ id, object: 'customer', deleted: true })
}

/** Makes a customer and tells of it. */
export function createCustomer(
  world: World,
  known: { email: string | null; name: string | null; testClock?: string | null },
  more: (customer: Customer) => Partial<Customer> = () => ({}),
): Customer {
  const bare: Customer = {
    id: newId('cus', 14),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: known.email,
    invoice_prefix: newId('', 8).slice(1).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: known.name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: known.testClock ?? null,
  }
  const customer = world.store.tables.customer.put({ ...bare, ...more(bare) })
  world.emit('customer.created', customer)
  return customer
}

/** @throws Failure `resource_missing`; a deleted customer counts as missing */
export function findCustomer(world: World, id: string, param = 'id'): Customer {
  const customer = world.store.tables.customer.get(id)
  if (!customer) throw missing('customer', id, param)
  return customer
}

function updateOf(world: World, customer: Customer, given: Values<typeof customerParams>): Partial<Customer> {
  const { address, metadata, invoice_settings, shipping, ...plain } = given
  const paymentMethod = invoice_settings?.default_payment_method
  if (paymentMethod && world.store.tables.payment_method.get(paymentMethod)?.customer !== customer.id) {
    throw missing('PaymentMethod', paymentMethod, 'invoice_settings[default_payment_method]')
  }
  const { description, email, name, phone, preferred_locales, tax_exempt } = plain
  return withoutUndefined({
    description,
    email,
    name,
    phone,
    preferred_locales,
    tax_exempt: tax_exempt === null ? 'none' : tax_exempt,
    address: address && addressOf(address),
    shipping: shipping && shippingOf(shipping),
    invoice_settings: invoice_settings && { ...customer.invoice_settings, ...withoutUndefined(invoice_settings) },
    metadata: metadata === undefined ? undefined : mergeMetadata(customer.metadata, metadata),
  })
}

function withoutUndefined<Of extends object>(object: Of): { [Key in keyof Of]?: Exclude<Of[Key], undefined> }
function withoutUndefined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}
