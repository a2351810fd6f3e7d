import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { getProgress, type Progress } from './get-progress'
import { isUnpaid } from './progress-state'
import { settleSession } from './settle-session'

/** A buyer who has just paid reads of the payment at once when Stripe is quick, and waits for nobody when it is not. */
const patienceMs = 400

const underWay = new Map<string, Promise<void>>()

/**
 * How far an order is. While no payment of it is known, Stripe is asked as the webhook does, and whichever comes first
 * starts the work; an answer that takes long is not waited for, and reaches whoever follows the order.
 * @returns null when there is no order for this session of Stripe
 */
export async function freshProgress(stripeSessionId: string): Promise<Progress | null> {
  const known = await getProgress(stripeSessionId)
  if (!known || !isUnpaid(known.state)) return known
  return (await isSettledInTime(stripeSessionId)) ? getProgress(stripeSessionId) : known
}

async function isSettledInTime(stripeSessionId: string): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const settled = settleOnce(stripeSessionId).then(() => true)
  return Promise.race([settled, deadline]).finally(() => clearTimeout(timer))
}

/** One question at a time, however often the page is loaded. Never rejects. */
function settleOnce(stripeSessionId: string): Promise<void> {
  const running = underWay.get(stripeSessionId)
  if (running !== undefined) return running
  const settling = settleSession(stripeSessionId)
    .catch((error) => {
      const level = error instanceof AppError ? 'warn' : 'error'
      log()[level]({ err: error }, 'A payment could not be asked about; the webhook says how it stands')
    })
    .finally(() => underWay.delete(stripeSessionId))
  underWay.set(stripeSessionId, settling)
  return settling
}
