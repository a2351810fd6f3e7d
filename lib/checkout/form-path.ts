import type { checkoutSessions } from '@/db/schema/checkout'
import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import { type ShopView, shopPath } from '@/lib/storefront/shop-path'

type Order = Pick<typeof checkoutSessions.$inferSelect, 'productCode' | 'billingCycle' | 'currency' | 'locale'>

/** The checkout form for what an order asks for, as whoever left its payment page unpaid finds it. */
export function formPath(order: Order): string {
  return shopPath(viewOf(order), '/checkout', { plan: order.productCode, cycle: order.billingCycle, canceled: '1' })
}

/** The form for the same once more, for whoever's order is over unpaid. */
export function orderAgainPath(order: Order): string {
  return shopPath(viewOf(order), '/checkout', { plan: order.productCode, cycle: order.billingCycle })
}

/** The language and currency in which an order was begun. A currency that is no longer sold has no pages. */
export function viewOf({ locale, currency }: Pick<Order, 'locale' | 'currency'>): ShopView {
  return { locale, currency: isCurrency(currency) ? currency : defaultCurrency }
}
