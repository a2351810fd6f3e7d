import type { Plan } from '@/lib/catalog/list-plans'
import { type ProductFamily, productFamilies, type StaticView } from '@/lib/storefront/static-page'
import { ComparisonTable } from './comparison-table'
import { FamilyLinks } from './family-links'
import { HowItWorks } from './how-it-works'
import { MoneyBack } from './money-back'
import { OfferData } from './offer-data'
import { PlanChooser } from './plan-chooser'
import { Questions } from './questions'
import { ShopFrame } from './shop-frame'

type PlansPageProps = {
  view: StaticView
  path: string
  /** Whose plans are shown; without one, those of the first family that is for sale. */
  family?: ProductFamily
  /** Everything that is for sale. */
  shelf: Plan[]
  heading: string
  intro: string
}

/** A page that sells the plans of one product family and leads to the others. */
export function PlansPage({ view, path, family, shelf, heading, intro }: PlansPageProps) {
  const families = productFamilies.filter((each) => shelf.some(({ type }) => type === each))
  const shown = family ?? families[0]
  const plans = shelf.filter(({ type }) => type === shown)
  return (
    <ShopFrame view={view} path={path} query={{ cycle: view.cycle === 'monthly' ? undefined : view.cycle }}>
      <div className="page-column pt-14 pb-20 sm:pt-20 lg:pb-28">
        <h1 className="max-w-4xl text-display">{heading}</h1>
        <p className="mt-6 max-w-prose text-lg text-muted">{intro}</p>
        <PlanChooser view={view} path={path} plans={plans} />
        <ComparisonTable locale={view.locale} plans={plans} />
        <MoneyBack view={view} />
        <HowItWorks locale={view.locale} />
        <FamilyLinks view={view} families={families.filter((each) => each !== shown)} />
        <Questions locale={view.locale} />
      </div>
      <OfferData view={view} path={path} plans={plans} />
    </ShopFrame>
  )
}
