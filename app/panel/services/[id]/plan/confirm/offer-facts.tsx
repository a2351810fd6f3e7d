import { Day } from '@/components/account/day'
import { Fact, Facts } from '@/components/account/facts'
import { describeLimits } from '@/components/describe-limits'
import type { PlanChangeOffer } from '@/lib/billing/preview-plan-change'
import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { cycleWords } from '@/lib/catalog/cycle-words'
import type { Plan } from '@/lib/catalog/list-plans'
import { formatMoney, type Money } from '@/lib/money'

type OfferFactsProps = {
  offer: PlanChangeOffer
  from: { plan: Plan; cycle: BillingCycle; price: Money }
  to: { plan: Plan; cycle: BillingCycle }
  /** The plan of a change that waits and that this one takes the place of. */
  dropped: string | null
}

/** Every amount and every day of a change, and where the amounts come from. */
export function OfferFacts({ offer, from, to, dropped }: OfferFactsProps) {
  const { kind, effectiveAt, charged, credited, nextInvoice } = offer
  const price = to.plan.prices[to.cycle]
  return (
    <>
      <Facts>
        <Fact term="Plan now">
          {from.plan.name}, {formatMoney(from.price)} {cycleWords[from.cycle].every}
        </Fact>
        <Fact term="New plan">
          {to.plan.name}
          {price && `, ${formatMoney(price)} ${cycleWords[to.cycle].every}`}
        </Fact>
        <Fact term="Starts">{kind === 'upgrade' ? 'At once' : <Day at={effectiveAt} />}</Fact>
        <Fact term="It then includes">{describeLimits(to.plan.limits).join(', ')}</Fact>
        <Fact term="You pay today">
          <span className="text-xl font-semibold">{formatMoney(charged)}</span>
        </Fact>
        <Fact term="Next invoice">
          {formatMoney(nextInvoice.amount)} on <Day at={nextInvoice.at} />
        </Fact>
        {credited.amountMinor > 0 && <Fact term="Your credit">{formatMoney(credited)}</Fact>}
      </Facts>
      <div className="space-y-2 text-sm">
        <p>{explain(offer, from, to)}</p>
        {dropped && <p>The change to {dropped} that was planned does not happen then.</p>}
        {isSmaller(from.plan, to.plan) && (
          <p>
            It holds less than now: {describeLimits(to.plan.limits).join(', ')} instead of{' '}
            {describeLimits(from.plan.limits).join(', ')}. Make sure that your site fits by then.
          </p>
        )}
      </div>
    </>
  )
}

function explain(
  { kind, credited }: PlanChangeOffer,
  from: OfferFactsProps['from'],
  to: OfferFactsProps['to'],
): string {
  if (kind === 'downgrade') {
    return `Until then you keep ${from.plan.name}, which you have paid for. You can take the change back until that day.`
  }
  if (credited.amountMinor > 0) {
    return 'What you have paid ahead is more than this change costs. The rest stays as your credit and pays your next invoices.'
  }
  if (from.cycle !== to.cycle) {
    return `A new term of ${cycleWords[to.cycle].term} begins today. What is left of the time that you have paid for is taken off its price, and so is any credit of yours.`
  }
  return `This is the difference between ${to.plan.name} and ${from.plan.name} for the rest of the term that you have paid for, less any credit of yours. It holds for 30 minutes.`
}

function isSmaller(from: Plan, to: Plan): boolean {
  return (to.limits.storageGb ?? 0) < (from.limits.storageGb ?? 0)
}
