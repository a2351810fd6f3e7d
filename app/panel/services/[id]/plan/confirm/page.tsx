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
import { type PlanChangeOffer, previewPlanChange } from '@/lib/billing/preview-plan-change'
import { isBillingCycle } from '@/lib/catalog/billing-cycle'
import { AppError } from '@/lib/errors'
import { formatMoney } from '@/lib/money'
import { OfferFacts } from './offer-facts'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && `Confirm the change of ${name}` }
}

/** What the change to `?plan=` and `?cycle=` costs and when it begins; the button does exactly that. */
export default async function ConfirmPlanPage({ params, searchParams }: ServicePageProps) {
  const details = await requireService(params, '/plan')
  const { service, userId, waiting, name } = details
  const { plan: planCode, cycle } = await searchParams
  const wish =
    typeof planCode === 'string' && typeof cycle === 'string' && isBillingCycle(cycle)
      ? { subscriptionId: service.id, userId, planCode, cycle }
      : null
  const preview = wish ? await look(wish) : new AppError('unknown_plan', 'Choose a plan first.')
  if (!wish || preview instanceof AppError) {
    const reason = preview instanceof AppError ? preview.message : ''
    return <RefusalPage name={name} serviceId={service.id} reason={reason} />
  }
  const { offer, fromPlan, toPlan } = preview
  return (
    <div className="max-w-2xl space-y-8">
      <PlanHeader
        name={name}
        serviceId={service.id}
        intro="Nothing has changed yet. This is what the change would be."
      />
      <Card className="space-y-6">
        <OfferFacts
          offer={offer}
          from={{ plan: fromPlan, cycle: service.cycle, price: service.price }}
          to={{ plan: toPlan, cycle: wish.cycle }}
          dropped={waiting?.planName ?? null}
        />
        <div className="flex flex-wrap items-end gap-3">
          <ActionForm
            action={changePlanAction}
            about={{
              subscriptionId: service.id,
              planCode: wish.planCode,
              cycle: wish.cycle,
              shown: JSON.stringify(offer),
            }}
            submit={{ label: labelOf(offer), pending: 'Changing the plan …' }}
            refusalTitle="The plan is not changed"
          />
          <ButtonLink href={`/panel/services/${service.id}/plan?cycle=${wish.cycle}`} variant="secondary">
            Back, change nothing
          </ButtonLink>
        </div>
      </Card>
      {offer.charged.amountMinor > 0 && (
        <section aria-labelledby="card-heading" className="space-y-3">
          <h2 id="card-heading" className="text-lg">
            Pay with another card?
          </h2>
          <p>It is charged to the card that pays for this service. Choose another one at Stripe first, if you like.</p>
          <PortalForm serviceId={service.id} />
        </section>
      )}
    </div>
  )
}

/** Or why it cannot be. */
async function look(wish: PlanChangeWish) {
  try {
    return await previewPlanChange(wish)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function labelOf({ kind, charged }: PlanChangeOffer): string {
  if (kind === 'downgrade') return 'Plan the change'
  return charged.amountMinor > 0 ? `Pay ${formatMoney(charged)} and change` : 'Change now'
}
