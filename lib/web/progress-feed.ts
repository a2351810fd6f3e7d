import { EventEmitter } from 'node:events'
import { db } from '@/lib/database'
import { progressChannel } from '@/lib/fulfilment/announce-progress'
import { log } from '@/lib/log'

const orders = new EventEmitter().setMaxListeners(0)
let isListening = false

/**
 * Calls back each time that an order's progress changed. One connection of the process listens for all.
 * A notice can be lost, so whoever follows also reads the rows when it starts and now and then.
 * @returns the function that ends it
 */
export function followOrder(orderId: string, onChange: () => void): () => void {
  orders.on(orderId, onChange)
  if (!isListening) listen().catch((error) => log().warn({ err: error }, 'cannot listen for progress'))
  return () => orders.off(orderId, onChange)
}

async function listen(): Promise<void> {
  isListening = true
  try {
    // postgres.js listens again by itself after a lost connection; then anything may have been missed.
    await db().$client.listen(progressChannel, (orderId) => orders.emit(orderId), notifyAll)
  } catch (error) {
    isListening = false
    throw error
  }
}

function notifyAll(): void {
  for (const orderId of orders.eventNames()) orders.emit(orderId)
}
