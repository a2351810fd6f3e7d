import { Failure, invalid, missing } from '../core/failure'
import { newId } from '../core/id'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import { emptyable, integer, metadata, oneOf, range, text, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { Charge, Refund } from '../core/stored'
import type { World } from '../core/world'
import { payBack } from '../payments/move-money'
import { changesOf } from './changes'

const createParams = {
  amount: integer({ min: 1 }),
  charge: text(),
  metadata: emptyable(metadata),
  payment_intent: text(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  ...unsupportedAll('currency', 'customer', 'instructions_email', 'origin', 'refund_application_fee'),
  ...unsupportedAll('reverse_transfer'),
}
const listParams = { ...paging, charge: text(), created: range, payment_intent: text() }

export const refundRoutes = [
  route('POST', '/v1/refunds', createParams, (world, params) => makeRefund(world, params)),
  route('GET', '/v1/refunds', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.refund,
      'refund',
      '/v1/refunds',
      params,
      (row) =>
        (params.charge === undefined || row.charge === params.charge) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent) &&
        (params.created?.(row.created) ?? true),
    ),
  ),
  route('GET', '/v1/refunds/:id', {}, (world, _params, id = '') => find(world, id)),
  route('POST', '/v1/refunds/:id', { metadata: emptyable(metadata) }, (world, params, id = '') => {
    const before = find(world, id)
    if (params.metadata === undefined) return before
    const after = world.store.tables.refund.put({
      ...before,
      metadata: mergeMetadata(before.metadata ?? {}, params.metadata),
    })
    const previous = changesOf(before, after)
    if (previous) world.emit('refund.updated', after, previous)
    return after
  }),
]

function makeRefund(world: World, params: Values<typeof createParams>): Refund {
  const before = chargeGiven(world, params)
  const left = before.amount_captured - before.amount_refunded
  const amount = params.amount ?? left
  if (!before.paid || !before.captured) {
    throw invalid(`Charge ${before.id} has not been captured, so it cannot be refunded.`, { param: 'charge' })
  }
  if (before.disputed && isLost(world, before)) {
    throw invalid(`Charge ${before.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
  }
  if (left === 0) {
    throw invalid(`Charge ${before.id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  if (amount > left) {
    throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    })
  }
  const charge = world.store.tables.charge.put({
    ...before,
    amount_refunded: before.amount_refunded + amount,
    refunded: amount === left,
  })
  const refund: Refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  const made = world.store.tables.refund.put({ ...refund, balance_transaction: payBack(world, refund, charge).id })
  world.emit('refund.created', made)
  world.emit('charge.refunded', charge, { amount_refunded: before.amount_refunded, refunded: before.refunded })
  return made
}

function chargeGiven(world: World, params: Values<typeof createParams>): Charge {
  if ((params.charge === undefined) === (params.payment_intent === undefined)) {
    throw invalid('One of the following params should be provided for this request: payment_intent or charge.', {
      param: params.charge === undefined ? 'charge' : 'payment_intent',
      code: params.charge === undefined ? 'parameter_missing' : 'parameters_exclusive',
    })
  }
  if (params.charge !== undefined) {
    const charge = world.store.tables.charge.get(params.charge)
    if (!charge) throw missing('charge', params.charge, 'charge')
    return charge
  }
  const intent = world.store.tables.payment_intent.get(params.payment_intent ?? '')
  if (!intent) throw missing('payment_intent', params.payment_intent ?? '', 'payment_intent')
  const charge = world.store.tables.charge.get(intent.latest_charge ?? '')
  if (charge?.paid) return charge
  throw new Failure(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: 'This PaymentIntent does not have a successful charge to refund.',
    param: 'payment_intent',
  })
}

/** Whether a bank holds the money already. */
function isLost(world: World, charge: Charge): boolean {
  for (const dispute of world.store.tables.dispute.newestFirst()) {
    if (dispute.charge === charge.id) return !dispute.is_charge_refundable && dispute.status !== 'won'
  }
  return false
}

function find(world: World, id: string): Refund {
  const row = world.store.tables.refund.get(id)
  if (!row) throw missing('refund', id)
  return row
}
