import type { ReactNode } from 'react'
import { DomainName } from '@/components/account/domain-name'
import { PageHeader } from '@/components/ui/page-header'
import { requestLanguage } from '@/lib/web/request-language'

/** The top of the pages on which a plan is changed, with the way back to the service. */
export async function PlanHeader({ name, serviceId, intro }: { name: string; serviceId: string; intro?: ReactNode }) {
  const { words, path } = await requestLanguage()
  return (
    <div className="space-y-3">
      <a href={path(`/panel/services/${serviceId}`)} className="text-link inline-flex min-h-11 items-center">
        <DomainName domain={name} />
      </a>
      <PageHeader title={words.planChange.title} intro={intro} />
    </div>
  )
}
