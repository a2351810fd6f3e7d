import { Day } from '@/components/account/day'
import { Fact, Facts } from '@/components/account/facts'
import { describeLimits } from '@/components/describe-limits'
import { FilledText } from '@/components/filled-text'
import type { PlanChangeOffer } from '@/lib/billing/preview-plan-change'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import type { Plan } from '@/lib/catalog/list-plans'
import type { Money } from '@/lib/money'
import { requestLanguage } from '@/lib/web/request-language'
import type { Words } from '@/lib/words/en'

type OfferFactsProps = {
  offer: PlanChangeOffer
  from: { plan: Plan; cycle: BillingCycle; price: Money }
  to: { plan: Plan; cycle: BillingCycle }
  /** The plan of a change that waits and that this one takes the place of. */
  dropped: string | null
}

/** Every amount and every day of a change, and where the amounts come from. */
export async function OfferFacts({ offer, from, to, dropped }: OfferFactsProps) {
  const { kind, effectiveAt, charged, credited, nextInvoice } = offer
  const { words: all, money } = await requestLanguage()
  const words = all.planChange.confirm
  const price = to.plan.prices[to.cycle]
  const included = describeLimits(to.plan.limits, all.limits).join(', ')
  return (
    <>
      <Facts>
        <Fact term={words.planNow}>{words.price(from.plan.name, money(from.price), all.cycles[from.cycle].every)}</Fact>
        <Fact term={words.newPlan}>
          {price ? words.price(to.plan.name, money(price), all.cycles[to.cycle].every) : to.plan.name}
        </Fact>
        <Fact term={words.starts}>{kind === 'upgrade' ? words.atOnce : <Day at={effectiveAt} />}</Fact>
        <Fact term={words.includes}>{included}</Fact>
        <Fact term={words.today}>
          <span className="text-xl font-semibold">{money(charged)}</span>
        </Fact>
        <Fact term={words.nextInvoice}>
          <FilledText
            text={words.nextInvoiceOn}
            slots={{ amount: money(nextInvoice.amount), day: <Day at={nextInvoice.at} /> }}
          />
        </Fact>
        {credited.amountMinor > 0 && <Fact term={words.credit}>{money(credited)}</Fact>}
      </Facts>
      <div className="space-y-2 text-sm">
        <p>{explain(offer, from, to, all)}</p>
        {dropped && <p>{words.drops(dropped)}</p>}
        {isSmaller(from.plan, to.plan) && (
          <p>{words.smaller(included, describeLimits(from.plan.limits, all.limits).join(', '))}</p>
        )}
      </div>
    </>
  )
}

function explain(
  { kind, credited }: PlanChangeOffer,
  from: OfferFactsProps['from'],
  to: OfferFactsProps['to'],
  { planChange, cycles }: Words,
): string {
  const words = planChange.confirm.explanations
  if (kind === 'downgrade') return words.downgrade(from.plan.name)
  if (credited.amountMinor > 0) return words.credit
  if (from.cycle !== to.cycle) return words.newTerm(cycles[to.cycle].term)
  return words.difference(from.plan.name, to.plan.name)
}

function isSmaller(from: Plan, to: Plan): boolean {
  return (to.limits.storageGb ?? 0) < (from.limits.storageGb ?? 0)
}
