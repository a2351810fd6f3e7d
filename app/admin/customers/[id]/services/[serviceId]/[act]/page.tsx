import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { ActForm } from '@/app/admin/customers/[id]/act-form'
import { serviceAction } from '@/app/admin/customers/[id]/actions'
import { actsFor, type ServiceAct, serviceActs } from '@/app/admin/customers/[id]/service-acts'
import { DomainName } from '@/components/account/domain-name'
import { PageHeader } from '@/components/ui/page-header'
import { getCustomerService } from '@/lib/admin/list-customer-services'
import { currentUser, requireStaff } from '@/lib/web/session'
import { Consequences } from './consequences'
import { formWords } from './form-words'

type ServiceActPageProps = { params: Promise<{ id: string; serviceId: string; act: string }> }

const parameters = z.object({ id: z.uuid(), serviceId: z.uuid(), act: z.enum(serviceActs) })

/** Only staff learn what this page is called. */
export async function generateMetadata({ params }: ServiceActPageProps): Promise<Metadata> {
  const user = await currentUser()
  const act = z.enum(serviceActs).safeParse((await params).act)
  return user?.role === 'staff' && act.success ? { title: formWords[act.data].title } : {}
}

/** Where staff read what an act will do, and confirm it with a reason. */
export default async function ServiceActPage({ params }: ServiceActPageProps) {
  const asked = parameters.safeParse(await params)
  await requireStaff(asked.success ? { returnTo: pathOf(asked.data) } : {})
  if (!asked.success) notFound()
  const { id, serviceId, act } = asked.data
  const service = await getCustomerService(id, serviceId)
  if (!service) notFound()
  const backHref = `/admin/customers/${id}#services`
  // Somebody was faster.
  if (!actsFor(service).includes(act)) redirect(backHref)
  const words = formWords[act]
  return (
    <div className="space-y-8">
      <PageHeader
        title={
          <>
            {words.title}: <DomainName domain={service.domain ?? service.planName} />
          </>
        }
        intro={<Consequences act={act} service={service} />}
      />
      <ActForm
        action={serviceAction}
        formId={crypto.randomUUID()}
        about={{ customerId: id, serviceId, act }}
        reasonHint={words.reasonHint}
        submit={words.submit}
        backHref={backHref}
      />
    </div>
  )
}

function pathOf({ id, serviceId, act }: { id: string; serviceId: string; act: ServiceAct }): string {
  return `/admin/customers/${id}/services/${serviceId}/${act}`
}
