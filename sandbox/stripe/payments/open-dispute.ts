import { newId } from '../core/id'
import type { Charge, Dispute } from '../core/stored'
import type { World } from '../core/world'
import { settleDispute } from './move-money'

const answerWithinSeconds = 9 * 24 * 60 * 60
const networkReasons = { fraudulent: '10.4', product_not_received: '13.1', inquiry: '10.4' }

/** A bank takes the money of a charge back, or, with an inquiry, asks about it. */
export function openDispute(
  world: World,
  chargeId: string,
  kind: 'fraudulent' | 'product_not_received' | 'inquiry',
): void {
  const before = world.store.tables.charge.get(chargeId)
  if (!before) return
  const isInquiry = kind === 'inquiry'
  const charge = world.store.tables.charge.put({ ...before, disputed: true })
  const id = newId('du')
  const dispute: Dispute = {
    id,
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: isInquiry ? [] : [settleDispute(world, id, charge, -1)],
    charge: charge.id,
    created: world.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(charge),
    evidence_details: {
      due_by: world.now + answerWithinSeconds,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkReasons[kind],
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: isInquiry ? 'inquiry' : 'chargeback',
        network: 'visa',
        network_reason_code: networkReasons[kind],
      },
      type: 'card',
    },
    reason: isInquiry ? 'fraudulent' : kind,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  }
  world.store.tables.dispute.put(dispute)
  world.emit('charge.dispute.created', dispute)
  world.emit('charge.updated', charge, { disputed: false })
  if (!isInquiry) world.emit('charge.dispute.funds_withdrawn', dispute)
}

/** Ends a dispute; a won one brings the money back. */
export function closeDispute(world: World, dispute: Dispute, end: 'won' | 'lost' | 'warning_closed'): Dispute {
  const charge = world.store.tables.charge.get(dispute.charge)
  const closed = world.store.tables.dispute.put({
    ...dispute,
    balance_transactions:
      end === 'won' && charge
        ? [...dispute.balance_transactions, settleDispute(world, dispute.id, charge, 1)]
        : dispute.balance_transactions,
    is_charge_refundable: end === 'warning_closed',
    status: end,
  })
  world.emit('charge.dispute.closed', closed, { status: dispute.status })
  if (end === 'won') world.emit('charge.dispute.funds_reinstated', closed)
  return closed
}

function noEvidence(charge: Charge): Dispute['evidence'] {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: charge.billing_details.email,
    customer_name: charge.billing_details.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  }
}
