import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { ActForm } from '@/app/admin/customers/[id]/act-form'
import { purchaseAction } from '@/app/admin/customers/[id]/actions'
import { PageHeader } from '@/components/ui/page-header'
import { getCustomer } from '@/lib/admin/get-customer'
import { currentUser, requireStaff } from '@/lib/web/session'

type PurchasesPageProps = { params: Promise<{ id: string; act: string }> }

const parameters = z.object({ id: z.uuid(), act: z.enum(['allow', 'block']) })

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Purchases of a customer' } : {}
}

/** Where staff let a customer buy again whose payment is disputed, or take that back. */
export default async function PurchasesPage({ params }: PurchasesPageProps) {
  const asked = parameters.safeParse(await params)
  const { id, act } = asked.data ?? {}
  await requireStaff(asked.success ? { returnTo: `/admin/customers/${id}/purchases/${act}` } : {})
  if (!id || !act) notFound()
  const customer = await getCustomer(id)
  if (!customer) notFound()
  const words = wordsOf[act]
  return (
    <div className="space-y-8">
      <PageHeader title={`${words.title}: ${customer.name}`} intro={<p>{words.consequences}</p>} />
      <ActForm
        action={purchaseAction}
        formId={crypto.randomUUID()}
        about={{ customerId: id, act }}
        reasonHint="Staff read it in the history of this customer."
        submit={words.submit}
        backHref={`/admin/customers/${id}`}
      />
    </div>
  )
}

const wordsOf = {
  allow: {
    title: 'Let a customer buy again',
    consequences:
      'The disputes so far no longer keep this customer from buying; a new one would. Services that were to end because of them still end, but can be set to renew again. Nothing is sent to the customer.',
    submit: { label: 'Let this customer buy again', pending: 'Saving…', variant: undefined },
  },
  block: {
    title: 'Block purchases again',
    consequences:
      'The disputes keep this customer from buying again. Services that renew by now go on renewing: cancel them one by one if they must not. Nothing is sent to the customer.',
    submit: { label: 'Block purchases again', pending: 'Saving…', variant: 'danger' },
  },
} as const
