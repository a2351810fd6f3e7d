import type { ReactNode } from 'react'
import { DomainName } from '@/components/account/domain-name'
import { PageHeader } from '@/components/ui/page-header'

/** The top of the pages on which a plan is changed, with the way back to the service. */
export function PlanHeader({ name, serviceId, intro }: { name: string; serviceId: string; intro?: ReactNode }) {
  return (
    <div className="space-y-3">
      <a href={`/panel/services/${serviceId}`} className="text-link inline-flex min-h-11 items-center">
        <DomainName domain={name} />
      </a>
      <PageHeader title="Change the plan" intro={intro} />
    </div>
  )
}
