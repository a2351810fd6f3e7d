import type { Metadata } from 'next'
import { requireService, type ServicePageProps, serviceName } from '@/app/panel/services/[id]/find-service'
import { listPlanChanges } from '@/lib/billing/list-plan-changes'
import { billingCycles } from '@/lib/catalog/billing-cycle'
import { AppError } from '@/lib/errors'
import { explainRefusal } from '@/lib/web/explain-refusal'
import { requestLanguage } from '@/lib/web/request-language'
import { OptionCard } from './option-card'
import { PlanHeader } from './plan-header'
import { RefusalPage } from './refusal-page'

export async function generateMetadata({ params }: ServicePageProps): Promise<Metadata> {
  const name = await serviceName(params)
  return { title: name && (await requestLanguage()).words.planChange.titleOf(name) }
}

/** What a service can be changed to; `?cycle=` says for which billing cycle. Nothing is changed here yet. */
export default async function PlanPage({ params, searchParams }: ServicePageProps) {
  const { service, userId, name } = await requireService(params, '/plan')
  const { words, locale } = await requestLanguage()
  const choice = await list({ subscriptionId: service.id, userId })
  if (choice instanceof AppError) {
    return <RefusalPage name={name} serviceId={service.id} reason={explainRefusal(choice, locale).message} />
  }
  const { cycle: asked } = await searchParams
  const cycles = billingCycles.filter((each) => choice.options.some((option) => option.cycle === each))
  const cycle = cycles.find((each) => each === asked) ?? choice.current.cycle
  const { current, periodEnd } = choice
  return (
    <div className="space-y-8">
      <PlanHeader
        name={name}
        serviceId={service.id}
        intro={words.planChange.intro(current.plan.name, words.cycles[current.cycle].every)}
      />
      <nav aria-label={words.planChange.cycles} className="flex flex-wrap gap-2">
        {cycles.map((each) => (
          <a
            key={each}
            href={`?cycle=${each}`}
            aria-current={each === cycle ? 'true' : undefined}
            className="inline-flex min-h-11 items-center rounded-md border border-line bg-surface px-4 font-medium no-underline hover:border-control aria-[current]:border-accent aria-[current]:bg-accent-soft"
          >
            {words.cycles[each].name}
          </a>
        ))}
      </nav>
      <ul className="grid gap-5 md:grid-cols-2 lg:grid-cols-3">
        {choice.options
          .filter((option) => option.cycle === cycle)
          .map((option) => (
            <OptionCard key={option.plan.id} option={option} periodEnd={periodEnd} serviceId={service.id} />
          ))}
      </ul>
    </div>
  )
}

/** Or why there is no choice. */
async function list(own: Parameters<typeof listPlanChanges>[0]) {
  try {
    return await listPlanChanges(own)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
