import type { Metadata } from 'next'
import { connection } from 'next/server'
import { brand } from '@/lib/brand'
import { type BillingCycle, isBillingCycle } from '@/lib/catalog/billing-cycle'
import { listPlans } from '@/lib/catalog/list-plans'
import type { PageQuery } from '@/lib/web/page-query'
import { HowItWorks } from './how-it-works'
import { PlanChooser } from './plan-chooser'
import { Questions } from './questions'

export const metadata: Metadata = { title: 'Web hosting plans and prices' }

/** The storefront. `?cycle=` preselects a billing cycle. */
export default async function StorefrontPage({ searchParams }: PageQuery) {
  await connection()
  const { cycle } = await searchParams
  const plans = await listPlans()
  return (
    <div className="page-column pt-14 pb-20 sm:pt-20 lg:pb-28">
      <h1 className="max-w-4xl text-display">{brand.tagline}</h1>
      <p className="mt-6 max-w-prose text-lg text-muted">
        Choose a plan, pay, and watch your site being set up. You see what you pay today and what renewal costs before
        you give us anything.
      </p>
      <PlanChooser plans={plans} cycle={chosen(cycle)} />
      <HowItWorks />
      <Questions />
    </div>
  )
}

function chosen(cycle: string | string[] | undefined): BillingCycle {
  return typeof cycle === 'string' && isBillingCycle(cycle) ? cycle : 'monthly'
}
