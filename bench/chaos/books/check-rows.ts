import { differentCount, type Finding } from './finding'
import { paidSessions, serviceOf } from './paid-sessions'
import type { Books } from './read-books'

/** Whether our rows hold exactly one of everything for each paid session, and nothing for others. */
export function checkRows(books: Books): Finding[] {
  return [orders(books), users(books), customers(books), subscriptions(books), websites(books), unpaid(books)]
}

function orders(books: Books): Finding {
  const paid = paidSessions(books)
  return {
    title: 'Each paid session is one order, which is complete',
    looked: paid.length,
    differences: paid.flatMap((session) => {
      const [order, ...others] = books.rows.orders.filter(({ stripeSessionId }) => stripeSessionId === session.id)
      if (!order) return [`Lost: ${session.id} of ${session.email} is no order`]
      const work = books.rows.fulfilments.find(({ checkoutSessionId }) => checkoutSessionId === order.id)
      const state = work ? `${work.status}${work.reason ? ` (${work.reason})` : ''}` : 'not begun'
      return [
        ...differentCount(`further orders of ${session.id}`, others.length, 0),
        ...differentCount(`minor units of ${session.id}`, order.amount, session.amountMinor),
        ...(order.status === 'completed' ? [] : [`The order of ${session.id} is ${order.status}`]),
        ...(work?.status === 'completed' ? [] : [`Lost: the order of ${session.id} is ${state}`]),
      ]
    }),
  }
}

function users(books: Books): Finding {
  const emails = [...new Set(paidSessions(books).map(({ email }) => email))]
  const customers = books.rows.users.filter(({ role }) => role === 'customer')
  return {
    title: 'One user for each e-mail address that paid, and no other',
    looked: emails.length,
    differences: [
      ...emails.flatMap((email) =>
        differentCount(`users of ${email}`, customers.filter((user) => user.email === email).length, 1),
      ),
      ...differentCount('users', customers.length, emails.length),
    ],
  }
}

function customers(books: Books): Finding {
  const { rows } = books
  const buyers = rows.users.filter(({ role }) => role === 'customer')
  return {
    title: "One customer for each user, with a Stripe customer of the user's own sessions",
    looked: buyers.length,
    differences: [
      ...buyers.flatMap((user) => {
        const [customer, ...others] = rows.customers.filter(({ userId }) => userId === user.id)
        const own = paidSessions(books).filter((session) => session.email === user.email)
        const isOwn = own.some((session) => session.customerId === customer?.stripeCustomerId)
        return [
          ...differentCount(`further customers of ${user.email}`, others.length, 0),
          ...(isOwn ? [] : [`The customer of ${user.email} is ${customer?.stripeCustomerId ?? 'missing'} at Stripe`]),
        ]
      }),
      ...differentCount('customers', rows.customers.length, buyers.length),
    ],
  }
}

function subscriptions(books: Books): Finding {
  const paid = paidSessions(books)
  return {
    title: 'One subscription of ours for each paid session, active, of the right customer',
    looked: paid.length,
    differences: [
      ...paid.flatMap((session) => {
        const { subscription } = serviceOf(books, session)
        if (!subscription) return [`Lost: ${session.id} has no subscription`]
        const customer = books.rows.customers.find(({ id }) => id === subscription.customerId)
        const user = books.rows.users.find(({ id }) => id === customer?.userId)
        return [
          ...(subscription.stripeSubscriptionId === session.subscriptionId
            ? []
            : [`${session.id} has another subscription than at Stripe: ${subscription.stripeSubscriptionId}`]),
          ...(subscription.status === 'active' ? [] : [`The subscription of ${session.id} is ${subscription.status}`]),
          ...(user?.email === session.email ? [] : [`The subscription of ${session.id} is of ${user?.email}`]),
        ]
      }),
      ...differentCount('subscriptions of ours', books.rows.subscriptions.length, paid.length),
    ],
  }
}

function websites(books: Books): Finding {
  const paid = paidSessions(books)
  const nonces = new Set(books.rows.websites.map(({ nonce }) => nonce))
  return {
    title: 'One website for each paid session, active',
    looked: paid.length,
    differences: [
      ...paid.flatMap((session) => {
        const { website } = serviceOf(books, session)
        if (!website) return [`Lost: ${session.id} has no website`]
        return website.status === 'active' ? [] : [`${website.domain} is ${website.status}`]
      }),
      ...differentCount('websites', books.rows.websites.length, paid.length),
      ...differentCount('nonces', nonces.size, books.rows.websites.length),
    ],
  }
}

function unpaid(books: Books): Finding {
  const paid = new Set(paidSessions(books).map(({ id }) => id))
  const others = books.rows.orders.filter(({ stripeSessionId }) => !stripeSessionId || !paid.has(stripeSessionId))
  return {
    title: 'No service for a session that is not paid',
    looked: others.length,
    differences: others.flatMap((order) => {
      const isBegun = books.rows.fulfilments.some(({ checkoutSessionId }) => checkoutSessionId === order.id)
      const isServed = books.rows.subscriptions.some(({ checkoutSessionId }) => checkoutSessionId === order.id)
      return isBegun || isServed ? [`Order ${order.id} of ${order.email} is not paid and was begun`] : []
    }),
  }
}
