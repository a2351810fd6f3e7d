'use server'

import { refresh } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { cancelAtPeriodEnd } from '@/lib/billing/cancel-at-period-end'
import { changePlan } from '@/lib/billing/change-plan'
import { openBillingPortal } from '@/lib/billing/open-billing-portal'
import { undoCancellation } from '@/lib/billing/undo-cancellation'
import { withdrawPlanChange } from '@/lib/billing/withdraw-plan-change'
import { billingCycles } from '@/lib/catalog/billing-cycle'
import { parseJson } from '@/lib/parse-json'
import { expectedError } from '@/lib/web/expected-error'
import { type FormState, refusal, textOf } from '@/lib/web/form-state'
import { requestLanguage } from '@/lib/web/request-language'
import { requireUser } from '@/lib/web/session'
import type { Done } from './done-notice'

export async function cancelAction(previous: FormState, form: FormData): Promise<FormState> {
  return attempt(previous, async () => {
    const own = await ownServiceIn(form)
    const { endsAt } = read(z.object({ endsAt: z.coerce.date() }), form)
    await cancelAtPeriodEnd({ ...own, endsAt })
    return doneAt(own, 'cancelled')
  })
}

export async function undoAction(previous: FormState, form: FormData): Promise<FormState> {
  return attempt(previous, async () => {
    const own = await ownServiceIn(form)
    await undoCancellation(own)
    return doneAt(own, 'kept')
  })
}

export async function changePlanAction(previous: FormState, form: FormData): Promise<FormState> {
  return attempt(previous, async () => {
    const own = await ownServiceIn(form)
    const wish = read(planChangeForm, form)
    await changePlan({ ...own, ...wish })
    return doneAt(own, wish.shown.kind === 'upgrade' ? 'changed' : 'planned')
  })
}

export async function withdrawAction(previous: FormState, form: FormData): Promise<FormState> {
  return attempt(previous, async () => {
    const own = await ownServiceIn(form)
    await withdrawPlanChange(own)
    return doneAt(own, 'withdrawn')
  })
}

export async function openPortalAction(previous: FormState, form: FormData): Promise<FormState> {
  return attempt(previous, async () => openBillingPortal(await ownServiceIn(form), (await requestLanguage()).locale))
}

const money = z.strictObject({ amountMinor: z.int(), currency: z.string() })

/** The offer as the page showed it; whether it still holds is the verb's to say. */
const planChangeForm = z.object({
  planCode: z.string(),
  cycle: z.enum(billingCycles),
  shown: z.preprocess(
    (text) => parseJson(String(text)),
    z.object({
      kind: z.enum(['upgrade', 'downgrade']),
      effectiveAt: z.coerce.date(),
      charged: money,
      credited: money,
      nextInvoice: z.object({ amount: money, at: z.coerce.date() }),
    }),
  ),
})

async function ownServiceIn(form: FormData) {
  const user = await requireUser()
  const { subscriptionId } = read(z.object({ subscriptionId: z.uuid() }), form)
  return { subscriptionId, userId: user.id }
}

/** A form that none of our pages sent is for a page that is not there. */
function read<Schema extends z.ZodObject>(schema: Schema, form: FormData): z.output<Schema> {
  const parsed = schema.safeParse(
    Object.fromEntries(Object.keys(schema.shape).map((name) => [name, textOf(form, name)])),
  )
  return parsed.success ? parsed.data : notFound()
}

async function doneAt({ subscriptionId }: { subscriptionId: string }, done: Done): Promise<string> {
  const { path } = await requestLanguage()
  return path(`/panel/services/${subscriptionId}?done=${done}`)
}

/** @param act returns where to go on; a refusal is shown on the same page, which is made anew */
async function attempt(previous: FormState, act: () => Promise<string>): Promise<FormState> {
  let address: string
  try {
    address = await act()
  } catch (error) {
    const expected = expectedError(error)
    if (expected?.code === 'not_found') notFound()
    const state = refusal(previous, error, (await requestLanguage()).locale)
    // The page could not be made anew then, and would take the place of these words.
    if (expected?.code !== 'database_unreachable') refresh()
    return state
  }
  redirect(address)
}
