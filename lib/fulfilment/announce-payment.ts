import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { products } from '@/db/schema/catalog'
import type { checkoutSessions } from '@/db/schema/checkout'
import { orderAgainPath } from '@/lib/checkout/form-path'
import { orderNumber } from '@/lib/checkout/order-number'
import { queueMail } from '@/lib/mail/queue-mail'

type Order = typeof checkoutSessions.$inferSelect

/** Writes to a buyer whose payment takes days that the order is placed, once, as the landing page promises. */
export async function announcePendingPayment(tx: Tx, order: Order, totalMinor: number): Promise<void> {
  await queueMail(tx, { ...(await letterTo(tx, order, totalMinor, 'payment-pending')), template: 'payment-pending' })
}

/** Writes to a buyer that such a payment did not arrive, with the way to order again. */
export async function announceFailedPayment(tx: Tx, order: Order, totalMinor: number): Promise<void> {
  const { props, ...letter } = await letterTo(tx, order, totalMinor, 'payment-failed')
  await queueMail(tx, {
    ...letter,
    template: 'order-payment-failed',
    props: { ...props, orderPath: orderAgainPath(order) },
  })
}

async function letterTo(tx: Tx, order: Order, totalMinor: number, occasion: string) {
  const [product] = await tx.select({ name: products.name }).from(products).where(eq(products.code, order.productCode))
  return {
    dedupeKey: `order:${order.id}:${occasion}`,
    to: order.email,
    locale: order.locale,
    props: {
      name: order.customerName,
      planName: product?.name ?? order.productCode,
      amount: { amountMinor: totalMinor, currency: order.currency },
      orderNumber: orderNumber(order.id),
    },
  }
}
