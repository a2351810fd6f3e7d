import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { ActForm } from '@/app/admin/customers/[id]/act-form'
import { refundAction } from '@/app/admin/customers/[id]/actions'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { findRefundable, type Refundable } from '@/lib/billing/find-refundable'
import { AppError } from '@/lib/errors'
import { amountText, formatMoney } from '@/lib/money'
import { currentUser, requireStaff } from '@/lib/web/session'

type RefundPageProps = { params: Promise<{ id: string; invoiceId: string }> }

const parameters = z.object({ id: z.uuid(), invoiceId: z.uuid() })

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Refund' } : {}
}

/** Where staff give a payment back, or a part of it. */
export default async function RefundPage({ params }: RefundPageProps) {
  const asked = parameters.safeParse(await params)
  const { id, invoiceId } = asked.data ?? {}
  await requireStaff(asked.success ? { returnTo: `/admin/customers/${id}/invoices/${invoiceId}/refund` } : {})
  if (!id || !invoiceId) notFound()
  const found = await ask(invoiceId)
  if (found === null || (found !== 'unreachable' && found.customerId !== id)) notFound()
  const backHref = `/admin/customers/${id}#invoices`
  const obstacle = obstacleOf(found)
  if (obstacle || found === 'unreachable' || !found.payment) {
    return (
      <div className="space-y-8">
        <PageHeader title="Refund" />
        <Notice tone="warning">{obstacle}</Notice>
        <ButtonLink href={backHref} variant="secondary">
          Back to the customer
        </ButtonLink>
      </div>
    )
  }
  const { left, isDisputed } = found.payment
  return (
    <div className="space-y-8">
      <PageHeader
        title={`Refund invoice ${found.number ?? ''}`}
        intro={
          <p>
            The money goes back to the card or account that paid. This ends no service, not even when all of it is
            refunded: cancel the service for that.
          </p>
        }
      />
      {isDisputed && (
        <Notice tone="warning" title="This payment is, or was, disputed">
          While a bank has the money, Stripe refuses to refund it too.
        </Notice>
      )}
      <ActForm
        action={refundAction}
        formId={crypto.randomUUID()}
        about={{ customerId: id, invoiceId, currency: left.currency }}
        amount={{
          label: `Amount in ${left.currency.toUpperCase()}`,
          hint: `${formatMoney(left)} of this payment is left.`,
          text: amountText(left),
        }}
        reasonHint="Staff read it here and at Stripe."
        submit={{ label: 'Refund', pending: 'Refunding…', variant: 'danger' }}
        backHref={backHref}
      />
    </div>
  )
}

async function ask(invoiceId: string): Promise<Refundable | 'unreachable' | null> {
  try {
    return await findRefundable(invoiceId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'stripe_unreachable') return 'unreachable'
    throw error
  }
}

function obstacleOf(found: Refundable | 'unreachable'): string | null {
  if (found === 'unreachable') return 'Stripe does not answer right now. Load this page again in a minute.'
  if (!found.payment) return 'Nothing was paid for this invoice, so nothing can be refunded.'
  if (found.payment.left.amountMinor === 0) return 'All of this payment is refunded already.'
  return null
}
