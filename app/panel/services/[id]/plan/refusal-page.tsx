import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { requestLanguage } from '@/lib/web/request-language'
import { PlanHeader } from './plan-header'

/** Why a plan cannot be changed (so), and the way back. */
export async function RefusalPage({ name, serviceId, reason }: { name: string; serviceId: string; reason: string }) {
  const { words, path } = await requestLanguage()
  return (
    <div className="max-w-prose space-y-8">
      <PlanHeader name={name} serviceId={serviceId} />
      <Notice tone="warning" title={words.planChange.notNow}>
        {reason}
      </Notice>
      <ButtonLink href={path(`/panel/services/${serviceId}`)}>{words.panel.backToService}</ButtonLink>
    </div>
  )
}
