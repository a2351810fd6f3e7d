import type { Metadata } from 'next'
import { changePlanAction } from '@/app/panel/services/[id]/actions'
import { requireService, type ServicePageProps, serviceName } from '@/app/panel/services/[id]/find-service'
import { PortalForm } from '@/app/panel/services/[id]/payment-part'
import { PlanHeader } from '@/app/panel/services/[id]/plan/plan-header'
import { RefusalPage } from '@/app/panel/services/[id]/plan/refusal-page'
import { ActionForm } from '@/components/account/action-form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { PlanChangeWish } from '@/lib/billing/plan-change-terms'
import { previewPlanChange } from '@/lib/billing/preview-plan-change'
import { isBillingCycle } from '@/lib/catalog/billing-cycle'
import { AppError } from '@/lib/errors'
import { explainRefusal } from '@/lib/web/explain-refusal'
import { requestLanguage } from '@/lib/web/request-language'
import { OfferFacts } from './offer-facts'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && (await requestLanguage()).words.planChange.confirmTitleOf(name) }
}

/** What the change to `?plan=` and `?cycle=` costs and when it begins; the button does exactly that. */
export default async function ConfirmPlanPage({ params, searchParams }: ServicePageProps) {
  const details = await requireService(params, '/plan')
  const { service, userId, waiting, name } = details
  const { words: all, locale, money, path } = await requestLanguage()
  const words = all.planChange.confirm
  const { plan: planCode, cycle } = await searchParams
  if (typeof planCode !== 'string' || typeof cycle !== 'string' || !isBillingCycle(cycle)) {
    return <RefusalPage name={name} serviceId={service.id} reason={all.planChange.chooseFirst} />
  }
  const preview = await look({ subscriptionId: service.id, userId, planCode, cycle })
  if (preview instanceof AppError) {
    return <RefusalPage name={name} serviceId={service.id} reason={explainRefusal(preview, locale).message} />
  }
  const { offer, fromPlan, toPlan } = preview
  const label = offer.charged.amountMinor > 0 ? words.pay(money(offer.charged)) : words.now
  return (
    <div className="max-w-2xl space-y-8">
      <PlanHeader name={name} serviceId={service.id} intro={words.intro} />
      <Card className="space-y-6">
        <OfferFacts
          offer={offer}
          from={{ plan: fromPlan, cycle: service.cycle, price: service.price }}
          to={{ plan: toPlan, cycle }}
          dropped={waiting?.planName ?? null}
        />
        <div className="flex flex-wrap items-end gap-3">
          <ActionForm
            action={changePlanAction}
            about={{ subscriptionId: service.id, planCode, cycle, shown: JSON.stringify(offer) }}
            submit={{ label: offer.kind === 'downgrade' ? words.plan : label, pending: words.pending }}
            refusalTitle={words.refused}
          />
          <ButtonLink href={path(`/panel/services/${service.id}/plan?cycle=${cycle}`)} variant="secondary">
            {words.back}
          </ButtonLink>
        </div>
      </Card>
      {offer.charged.amountMinor > 0 && (
        <section aria-labelledby="card-heading" className="space-y-3">
          <h2 id="card-heading" className="text-lg">
            {words.otherCard.heading}
          </h2>
          <p>{words.otherCard.text}</p>
          <PortalForm serviceId={service.id} />
        </section>
      )}
    </div>
  )
}

/** Or why it cannot be. */
async function look(wish: PlanChangeWish): Promise<Awaited<ReturnType<typeof previewPlanChange>> | AppError> {
  try {
    return await previewPlanChange(wish)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
