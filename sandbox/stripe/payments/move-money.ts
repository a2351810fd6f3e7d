import { newId } from '../core/id'
import type { BalanceTransaction, Charge, Refund } from '../core/stored'
import type { World } from '../core/world'

const disputeFeeMinor = 1500

/** What a charge brings to the balance, less Stripe's fee: the list prices of cards and bank debits in the US. */
export function bringIn(world: World, charge: Charge, amount: number): BalanceTransaction {
  const isCard = charge.payment_method_details?.type === 'card'
  const fee = isCard ? Math.round(amount * 0.029) + 30 : Math.min(500, Math.round(amount * 0.008))
  return moveMoney(world, {
    amount,
    category: 'charge',
    currency: charge.currency,
    description: charge.description,
    fee,
    feeName: 'Stripe processing fees',
    source: charge.id,
    type: isCard ? 'charge' : 'payment',
  })
}

/** What a refund takes from it; the fee of the charge is not given back. */
export function payBack(world: World, refund: Refund, charge: Charge): BalanceTransaction {
  return moveMoney(world, {
    amount: -refund.amount,
    category: 'refund',
    currency: refund.currency,
    description: charge.description === null ? 'REFUND FOR CHARGE' : `REFUND FOR CHARGE (${charge.description})`,
    fee: 0,
    source: refund.id,
    type: charge.payment_method_details?.type === 'card' ? 'refund' : 'payment_refund',
  })
}

/** What a bank takes back for a disputed charge, with its fee, or returns when the dispute is won. */
export function settleDispute(world: World, dispute: string, charge: Charge, sign: 1 | -1): BalanceTransaction {
  return moveMoney(world, {
    amount: sign * charge.amount,
    category: sign === -1 ? 'dispute' : 'dispute_reversal',
    currency: charge.currency,
    description: `Chargeback ${sign === -1 ? 'withdrawal' : 'reversal'} for ${charge.id}`,
    fee: sign === -1 ? disputeFeeMinor : 0,
    feeName: 'Dispute fee',
    source: dispute,
    type: 'adjustment',
  })
}

type Move = {
  amount: number
  category: string
  currency: string
  description: string | null
  fee: number
  feeName?: string
  source: string
  type: BalanceTransaction['type']
}

/** Money is available at once: there are no payouts here that it would have to wait for. */
function moveMoney(world: World, { amount, category, currency, fee, feeName, ...move }: Move): BalanceTransaction {
  const part = { amount: fee, application: null, currency, description: feeName ?? null, type: 'stripe_fee' }
  return world.store.tables.balance_transaction.put({
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: world.now,
    balance_type: 'payments',
    created: world.now,
    currency,
    description: move.description,
    exchange_rate: null,
    fee,
    fee_details: fee > 0 ? [part] : [],
    net: amount - fee,
    reporting_category: category,
    source: move.source,
    status: 'available',
    type: move.type,
  })
}
