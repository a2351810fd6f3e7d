import type { BrowserContext } from '@playwright/test'
import type { Sql } from 'postgres'
import { order } from '../../bench/buy-once'
import { demo } from '../../e2e/demo'
import { photograph, type View } from './camera'
import { orderStates, setOrderState } from './order-states'

/** Pictures of the page that follows an order, in each of its states. @param paid Stripe's id of a payment */
export async function photographOrders(visitor: BrowserContext, sql: Sql, paid: string): Promise<void> {
  const { sessionId: unpaid } = await order(demo().app, 'unpaid@example.com')
  const view = (sessionId: string, name: string): View => ({
    address: `/checkout/complete?session_id=${sessionId}`,
    name,
    act: async () => {},
  })
  await photograph(visitor, [view(unpaid, 'waiting')], 'order')
  await photograph(visitor, [`/es/checkout/complete?session_id=${paid}`], 'order')
  const states = Object.keys(orderStates).filter((name): name is keyof typeof orderStates => name in orderStates)
  for (const name of states) {
    const sessionId = name === 'failed' || name === 'expired' ? unpaid : paid
    await setOrderState(sql, sessionId, name)
    await photograph(visitor, [view(sessionId, name)], 'order')
  }
  await setOrderState(sql, paid, 'live')
}
