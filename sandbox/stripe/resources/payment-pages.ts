import { findSession } from '../checkout/find-session'
import { paySessionWith } from '../checkout/pay-session'
import { Failure, invalid, missing } from '../core/failure'
import { integer, needed, text } from '../core/params'
import { route } from '../core/route'

const confirmParams = { expected_amount: integer({ min: 0 }), payment_method: needed(text()) }

/** The unpublished calls of Stripe's own payment page, which the official command line uses to pay a session. */
export const paymentPageRoutes = [
  route('GET', '/v1/payment_pages/:id', {}, (world, _params, id = '') => findSession(world, id)),
  route('POST', '/v1/payment_pages/:id/confirm', confirmParams, (world, params, id = '') => {
    const session = findSession(world, id)
    const method = world.store.tables.payment_method.get(params.payment_method)
    if (!method) throw missing('PaymentMethod', params.payment_method, 'payment_method')
    if (!session.payment_method_types.includes(method.type)) {
      throw invalid(`The session does not take ${method.type}.`, { param: 'payment_method' })
    }
    if (params.expected_amount !== undefined && params.expected_amount !== session.amount_total) {
      throw invalid(`The amount is ${session.amount_total}, not ${params.expected_amount}.`, {
        param: 'expected_amount',
      })
    }
    const outcome = paySessionWith(world, session, method)
    if (outcome.kind === 'closed') throw invalid(`The session is ${session.status}.`)
    if (outcome.kind === 'declined') {
      const { code, declineCode, message } = outcome.refusal
      const details = declineCode ? { decline_code: declineCode } : {}
      throw new Failure(402, { type: 'card_error', code, message, ...details }, true)
    }
    return findSession(world, id)
  }),
]
