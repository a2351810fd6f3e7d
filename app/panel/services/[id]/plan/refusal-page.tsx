import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PlanHeader } from './plan-header'

/** Why a plan cannot be changed (so), and the way back. */
export function RefusalPage({ name, serviceId, reason }: { name: string; serviceId: string; reason: string }) {
  return (
    <div className="max-w-prose space-y-8">
      <PlanHeader name={name} serviceId={serviceId} />
      <Notice tone="warning" title="That is not possible now">
        {reason}
      </Notice>
      <ButtonLink href={`/panel/services/${serviceId}`}>Back to the service</ButtonLink>
    </div>
  )
}
