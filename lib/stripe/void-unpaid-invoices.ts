import type Stripe from 'stripe'
import { AppError } from '@/lib/errors'
import { callStripe } from './call-stripe'
import { pagesOf } from './pages-of'

/** Both can be paid on Stripe's own page, from a link in an old mail. */
const payable = ['open', 'uncollectible'] as const

/**
 * Takes back what a subscription still asks to be paid. May be repeated.
 * @returns the ids of the invoices that it looked at; one that was paid at that very moment stays paid
 * @throws AppError `stripe_unreachable`, `stripe_refused`
 */
export async function voidUnpaidInvoices(stripeSubscriptionId: string): Promise<string[]> {
  const ids: string[] = []
  for (const status of payable) {
    const filter = { subscription: stripeSubscriptionId, status }
    for await (const page of pagesOf((stripe, paging) => stripe.invoices.list({ ...filter, ...paging }))) {
      ids.push(...page.map(({ id }) => id))
    }
  }
  for (const id of ids) await voidInvoice(id)
  return ids
}

async function voidInvoice(id: string): Promise<void> {
  try {
    await callStripe((stripe) => stripe.invoices.voidInvoice(id))
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'stripe_refused')) throw error
    const { status } = await callStripe((stripe) => stripe.invoices.retrieve(id))
    if (isPayable(status)) throw error
  }
}

function isPayable(status: Stripe.Invoice.Status | null): boolean {
  return payable.some((each) => each === status)
}
