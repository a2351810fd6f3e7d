import { differentCount, type Finding } from './finding'
import { paidSessions } from './paid-sessions'
import type { Books } from './read-books'

/** Whether the stand-in's own records hold each payment once. */
export function checkStripe(books: Books): Finding[] {
  return [payments(books), subscriptions(books)]
}

function payments(books: Books): Finding {
  const paid = new Set(paidSessions(books).map(({ id }) => id))
  const buyers = books.bought.filter(({ paidAt }) => paidAt !== null)
  return {
    title: 'Every payment of a buyer is at Stripe, and no other',
    looked: buyers.length,
    differences: [
      ...buyers
        .filter(({ sessionId }) => !paid.has(sessionId))
        .map(({ order }) => `Order ${order.number} was paid, and Stripe does not know it`),
      ...differentCount('paid sessions at Stripe', paid.size, new Set(buyers.map(({ sessionId }) => sessionId)).size),
    ],
  }
}

function subscriptions(books: Books): Finding {
  const paid = paidSessions(books)
  const differences = paid.flatMap((session) => {
    const own = books.stripe.subscriptions.filter(({ customerId }) => customerId === session.customerId)
    const invoices = books.stripe.invoices.filter(({ customerId }) => customerId === session.customerId)
    const charged = invoices.reduce((sum, { paidMinor }) => sum + paidMinor, 0)
    return [
      ...differentCount(`subscriptions of ${session.id} at Stripe`, own.length, 1),
      ...differentCount(`invoices of ${session.id} at Stripe`, invoices.length, 1),
      ...differentCount(`minor units charged for ${session.id}`, charged, session.amountMinor),
    ]
  })
  return {
    title: 'At Stripe: one customer, one subscription and one charge for each paid session',
    looked: paid.length,
    differences: [
      ...differences,
      ...differentCount('subscriptions at Stripe', books.stripe.subscriptions.length, paid.length),
    ],
  }
}
