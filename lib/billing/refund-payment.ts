import { eq } from 'drizzle-orm'
import { refundRequests } from '@/db/schema/disputes'
import { confirmStaff } from '@/lib/accounts/confirm-staff'
import { recordAudit } from '@/lib/audit/record-audit'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'
import { addJob } from '@/lib/jobs/add-job'
import { formatMoney } from '@/lib/money'
import { findRefundable } from './find-refundable'
import { sendRefund } from './send-refund'

type Request = typeof refundRequests.$inferSelect

type Wish = {
  /** Who asks. */
  staffId: string
  /** The form's own id, a UUID: the same form is the same refund, however often it is sent. */
  requestId: string
  invoiceId: string
  /** Of the invoice's currency. */
  amountMinor: number
  reason: string
}

/** When a job asks Stripe, should we not have come to it ourselves. */
const rescueMs = 2 * 60_000

/**
 * Gives back what was paid for an invoice, or a part of it, and never more than is left. It ends no service.
 * @throws AppError `forbidden`, `not_found`, `refund_refused`, `stripe_refused`; `stripe_unreachable`, after which a
 *   request that was written down is sent by a job
 */
export async function refundPayment(wish: Wish): Promise<void> {
  const actor = await confirmStaff(wish.staffId)
  const request = (await findRequest(wish.requestId)) ?? (await openRequest(wish, actor))
  if (request.invoiceId !== wish.invoiceId || request.amount !== wish.amountMinor) {
    throw new AppError('refund_refused', 'This form was sent before, with other entries. Load the page again.')
  }
  const refusal = await send(request.id)
  if (refusal) throw new AppError('refund_refused', refusal)
}

async function findRequest(id: string): Promise<Request | undefined> {
  const [request] = await db().select().from(refundRequests).where(eq(refundRequests.id, id))
  return request
}

async function openRequest(wish: Wish, actor: string): Promise<Request> {
  const payment = await refundable(wish)
  const { requestId: id, invoiceId, amountMinor: amount, reason } = wish
  const facts = { invoiceId, stripeChargeId: payment.stripeChargeId, amount, currency: payment.currency, reason }
  const opened = await db().transaction(async (tx) => {
    const [row] = await tx
      .insert(refundRequests)
      .values({ id, actor, ...facts })
      .onConflictDoNothing()
      .returning()
    if (!row) return undefined
    const details = { request: id, amount, currency: payment.currency, reason }
    await recordAudit(tx, { actor, action: 'refund.requested', subject: `invoices:${invoiceId}`, details })
    const runAt = new Date(Date.now() + rescueMs)
    await addJob(tx, 'send-refund', { requestId: id }, { key: `refund:${id}`, runAt })
    return row
  })
  const request = opened ?? (await findRequest(id))
  if (!request) throw new Error(`The refund ${id} was not stored`)
  return request
}

/** @throws AppError `not_found`, `refund_refused` with the field `amount`, `stripe_unreachable`, `stripe_refused` */
async function refundable({ invoiceId, amountMinor }: Wish): Promise<{ stripeChargeId: string; currency: string }> {
  const invoice = await findRefundable(invoiceId)
  if (!invoice) throw new AppError('not_found', 'We do not know that invoice.')
  const { payment } = invoice
  if (!payment) throw new AppError('refund_refused', 'Nothing was paid for this invoice, so nothing can be refunded.')
  const { left, stripeChargeId } = payment
  if (left.amountMinor === 0) throw new AppError('refund_refused', 'All of this payment is refunded already.')
  if (!Number.isInteger(amountMinor) || amountMinor < 1 || amountMinor > left.amountMinor) {
    const amount = `Enter an amount of at most ${formatMoney(left)}: that is what is left of this payment.`
    throw new AppError('refund_refused', amount, { fields: { amount } })
  }
  return { stripeChargeId, currency: left.currency }
}

/** @returns why Stripe said no; null when it did not */
async function send(requestId: string): Promise<string | null> {
  try {
    return await sendRefund(requestId)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'stripe_unreachable')) throw error
    const message =
      'Stripe does not answer right now. The refund is written down and is sent as soon as Stripe answers: you need not ask again.'
    throw new AppError('stripe_unreachable', message, { cause: error })
  }
}
