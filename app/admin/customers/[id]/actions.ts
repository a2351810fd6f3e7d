'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { endServiceNow } from '@/lib/billing/end-service-now'
import { liftPurchaseBlock } from '@/lib/billing/lift-purchase-block'
import { refundPayment } from '@/lib/billing/refund-payment'
import { restorePurchaseBlock } from '@/lib/billing/restore-purchase-block'
import { resumeService } from '@/lib/billing/resume-service'
import { scheduleServiceEnd } from '@/lib/billing/schedule-service-end'
import { suspendService } from '@/lib/billing/suspend-service'
import { withdrawServiceEnd } from '@/lib/billing/withdraw-service-end'
import { AppError } from '@/lib/errors'
import { parseAmount } from '@/lib/money'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requireStaff } from '@/lib/web/session'
import { defaultLocale } from '@/lib/words/locale'

const serviceVerbs = {
  cancel: scheduleServiceEnd,
  keep: withdrawServiceEnd,
  suspend: suspendService,
  resume: resumeService,
  end: endServiceNow,
}

const purchaseVerbs = { allow: liftPurchaseBlock, block: restorePurchaseBlock }

const about = z.object({ formId: z.uuid(), customerId: z.uuid() })
const aboutService = about.extend({
  serviceId: z.uuid(),
  act: z.enum(['cancel', 'keep', 'suspend', 'resume', 'end']),
})
const aboutPurchases = about.extend({ act: z.enum(['allow', 'block']) })
const aboutInvoice = about.extend({ invoiceId: z.uuid(), currency: z.string().length(3) })

/** Does what staff decided about a customer's service. */
export async function serviceAction(previous: FormState, form: FormData): Promise<FormState> {
  const { id: staffId } = await requireStaff()
  const { act, customerId, serviceId: subscriptionId, formId: actId } = aboutService.parse(Object.fromEntries(form))
  try {
    await serviceVerbs[act]({ staffId, actId, subscriptionId, reason: reasonOf(form) })
  } catch (error) {
    return refusal(previous, error, defaultLocale, typed(form))
  }
  redirect(`/admin/customers/${customerId}?done=${act}`)
}

/** Lets a customer buy again, or no longer. */
export async function purchaseAction(previous: FormState, form: FormData): Promise<FormState> {
  const { id: staffId } = await requireStaff()
  const { act, customerId } = aboutPurchases.parse(Object.fromEntries(form))
  try {
    await purchaseVerbs[act]({ staffId, customerId, reason: reasonOf(form) })
  } catch (error) {
    return refusal(previous, error, defaultLocale, typed(form))
  }
  redirect(`/admin/customers/${customerId}?done=${act}`)
}

/** Gives a payment back, or a part of it. */
export async function refundAction(previous: FormState, form: FormData): Promise<FormState> {
  const { id: staffId } = await requireStaff()
  const { customerId, invoiceId, currency, formId: requestId } = aboutInvoice.parse(Object.fromEntries(form))
  try {
    const reason = reasonOf(form)
    await refundPayment({ staffId, requestId, invoiceId, amountMinor: amountOf(form, currency), reason })
  } catch (error) {
    return refusal(previous, error, defaultLocale, typed(form))
  }
  redirect(`/admin/customers/${customerId}?done=refund`)
}

/** @throws AppError `invalid_request` with the field `reason` */
function reasonOf(form: FormData): string {
  const reason = textOf(form, 'reason').trim()
  if (reason.length >= 3 && reason.length <= 500) return reason
  throw new AppError('invalid_request', 'The reason is missing.', {
    fields: { reason: 'Say why in a few words, up to 500 letters.' },
  })
}

/** @throws AppError `invalid_request` with the field `amount` */
function amountOf(form: FormData, currency: string): number {
  const amountMinor = parseAmount(textOf(form, 'amount'), currency)
  if (amountMinor !== null) return amountMinor
  throw new AppError('invalid_request', 'The amount is missing.', {
    fields: { amount: 'Enter the amount in digits, like 7.99.' },
  })
}

/** What a form keeps after a refusal; its id too, so that a second try is the same act. */
function typed(form: FormData): Record<string, string> {
  return { reason: textOf(form, 'reason'), amount: textOf(form, 'amount'), formId: textOf(form, 'formId') }
}
