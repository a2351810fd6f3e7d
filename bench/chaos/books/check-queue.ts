import type { Finding } from './finding'
import type { Books } from './read-books'

/** Whether nothing is left to do. */
export function checkQueue(books: Books): Finding[] {
  return [jobs(books), events(books)]
}

function jobs({ rows }: Books): Finding {
  const stuck = rows.jobs.filter(({ isWaiting }) => !isWaiting)
  return {
    title: 'No job is stuck',
    looked: rows.jobs.length,
    differences: stuck.map(({ task, key, attempts, lastError }) => `${task} ${key}: try ${attempts}, ${lastError}`),
  }
}

function events({ rows, stripe }: Books): Finding {
  const missing = missingEvents(stripe.events, rows.events)
  return {
    title: 'Every event of Stripe that is handled has arrived and is worked off',
    looked: stripe.events.length,
    differences: [
      ...missing.map(({ id, type }) => `Event ${id} (${type}) has not arrived`),
      ...rows.events
        .filter(({ status }) => status !== 'processed' && status !== 'ignored')
        .map(({ id, type, status, lastError }) => `Event ${id} (${type}) is ${status}: ${lastError}`),
    ],
  }
}

/** Those of Stripe's events that never arrived, of the types that the product is seen to handle. */
export function missingEvents(
  sent: Books['stripe']['events'],
  arrived: Pick<Books['rows']['events'][number], 'id' | 'type' | 'status'>[],
): Books['stripe']['events'] {
  const known = new Set(arrived.map(({ id }) => id))
  const handled = new Set(arrived.filter(({ status }) => status === 'processed').map(({ type }) => type))
  return sent.filter(({ id, type }) => handled.has(type) && !known.has(id))
}
