import { invalid, missing } from '../core/failure'
import { mergeMetadata } from '../core/metadata'
import { pageOfTable, paging } from '../core/page-of-list'
import { boolean, emptyable, hash, metadata, range, text, unsupportedAll, type Values } from '../core/params'
import { route } from '../core/route'
import type { Dispute } from '../core/stored'
import type { World } from '../core/world'
import { closeDispute } from '../payments/open-dispute'
import { changesOf } from './changes'

const listParams = { ...paging, charge: text(), created: range, payment_intent: text() }

const evidence = hash({
  access_activity_log: text(20_000),
  billing_address: text(),
  cancellation_policy_disclosure: text(20_000),
  cancellation_rebuttal: text(20_000),
  customer_email_address: text(),
  customer_name: text(),
  customer_purchase_ip: text(),
  duplicate_charge_explanation: text(20_000),
  duplicate_charge_id: text(),
  product_description: text(20_000),
  refund_policy_disclosure: text(20_000),
  refund_refusal_explanation: text(20_000),
  service_date: text(),
  shipping_address: text(),
  shipping_carrier: text(),
  shipping_date: text(),
  shipping_tracking_number: text(),
  uncategorized_text: text(150_000),
  ...unsupportedAll('appeal', 'cancellation_policy', 'customer_communication', 'customer_signature'),
  ...unsupportedAll('duplicate_charge_documentation', 'enhanced_evidence', 'receipt', 'refund_policy'),
  ...unsupportedAll('service_documentation', 'shipping_documentation', 'uncategorized_file'),
})

const updateParams = {
  evidence,
  metadata: emptyable(metadata),
  submit: boolean,
  ...unsupportedAll('intended_submission_method'),
}

export const disputeRoutes = [
  route('GET', '/v1/disputes', listParams, (world, params) =>
    pageOfTable(
      world.store.tables.dispute,
      'dispute',
      '/v1/disputes',
      params,
      (row) =>
        (params.charge === undefined || row.charge === params.charge) &&
        (params.payment_intent === undefined || row.payment_intent === params.payment_intent) &&
        (params.created?.(row.created) ?? true),
    ),
  ),
  route('GET', '/v1/disputes/:id', {}, (world, _params, id = '') => find(world, id)),
  route('POST', '/v1/disputes/:id', updateParams, (world, params, id = '') => update(world, find(world, id), params)),
  route('POST', '/v1/disputes/:id/close', {}, (world, _params, id = '') => {
    const dispute = open(find(world, id))
    return closeDispute(world, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
  }),
]

function update(world: World, before: Dispute, params: Values<typeof updateParams>): Dispute {
  if (params.evidence) open(before)
  const given = Object.fromEntries(Object.entries(params.evidence ?? {}).filter(([, value]) => value !== undefined))
  const isSubmitted = params.evidence !== undefined && params.submit !== false
  const after = world.store.tables.dispute.put({
    ...before,
    evidence: { ...before.evidence, ...given },
    evidence_details: {
      ...before.evidence_details,
      has_evidence: before.evidence_details.has_evidence || params.evidence !== undefined,
      submission_count: before.evidence_details.submission_count + (isSubmitted ? 1 : 0),
      submission_method: isSubmitted ? 'manual' : before.evidence_details.submission_method,
    },
    metadata: params.metadata === undefined ? before.metadata : mergeMetadata(before.metadata, params.metadata),
    status: isSubmitted ? (isInquiry(before) ? 'warning_under_review' : 'under_review') : before.status,
  })
  const previous = changesOf(before, after)
  if (previous) world.emit('charge.dispute.updated', after, previous)
  return isSubmitted ? decide(world, after) : after
}

/** Banks here decide at once, by the words that Stripe's test mode knows. */
function decide(world: World, dispute: Dispute): Dispute {
  const words = dispute.evidence.uncategorized_text
  if (words === 'winning_evidence') return closeDispute(world, dispute, isInquiry(dispute) ? 'warning_closed' : 'won')
  if (words === 'losing_evidence') return closeDispute(world, dispute, 'lost')
  return dispute
}

function isInquiry(dispute: Dispute): boolean {
  return dispute.status.startsWith('warning_')
}

function open(dispute: Dispute): Dispute {
  if (dispute.status !== 'won' && dispute.status !== 'lost' && dispute.status !== 'warning_closed') return dispute
  throw invalid('This dispute is already closed.', { code: 'dispute_already_closed' })
}

function find(world: World, id: string): Dispute {
  const row = world.store.tables.dispute.get(id)
  if (!row) throw missing('dispute', id)
  return row
}
