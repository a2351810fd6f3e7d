import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { billingCycles } from '@/lib/catalog/billing-cycle'
import { currencies } from '@/lib/catalog/currency'
import { listPlans } from '@/lib/catalog/list-plans'
import { quote } from '@/lib/checkout/quote'
import { formatMoney } from '@/lib/money'
import { PlanCard } from './plan-card'

test('each card says to the cent what is charged today and at renewal, for every plan, term and currency', async () => {
  let looked = 0
  for (const currency of currencies) {
    for (const plan of await listPlans(currency)) {
      for (const cycle of billingCycles.filter((each) => plan.prices[each])) {
        const { today, renewal } = await quote({ planCode: plan.code, cycle, currency })
        const card = renderToStaticMarkup(<PlanCard plan={plan} cycles={[cycle]} locale="en" />)
        const name = `${plan.code} ${cycle} ${currency}`
        expect(/<strong[^>]*>([^<]+)<\/strong>/.exec(card)?.[1], name).toBe(formatMoney(today))
        expect(card.replaceAll('<!-- -->', ''), name).toContain(`>${formatMoney(renewal)} every `)
        looked++
      }
    }
  }
  expect(looked).toBeGreaterThanOrEqual(30)
})
