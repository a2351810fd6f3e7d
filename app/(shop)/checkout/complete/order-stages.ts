import type { Progress, ProgressStep } from '@/lib/fulfilment/get-progress'
import type { Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'

/** One line of the list that a buyer follows; it may stand for several steps of the work. */
export type Stage = { name: string; state: ProgressStep['state']; completedAt: string | null }

/** The stages of a paid order, from the payment to the mail. */
export function stagesOf({ paidAt, steps, isNewAccount }: Progress, locale: Locale): Stage[] {
  const words = purchaseWords(locale).order.stages
  const isKnown = isNewAccount === false
  const groups: [name: string, ...steps: ProgressStep['step'][]][] = [
    [isKnown ? words.knownAccount : words.account, 'account', 'customer'],
    [words.confirmed, 'subscription', 'checkout_completed'],
    [words.placed, 'placed'],
    [words.provisioned, 'provisioned'],
    [words.verified, 'verified'],
    [isKnown ? words.orderMail : words.welcome, 'welcome_mail'],
  ]
  const stages = groups.map(([name, ...members]) =>
    together(
      name,
      steps.filter(({ step }) => members.includes(step)),
    ),
  )
  const paid: Stage = { name: words.paid, state: 'done', completedAt: paidAt }
  return [paid, ...markNext(stages)]
}

function together(name: string, steps: ProgressStep[]): Stage {
  const isDone = steps.every(({ state }) => state === 'done')
  if (isDone) return { name, state: 'done', completedAt: steps.at(-1)?.completedAt ?? null }
  if (steps.some(({ state }) => state === 'retrying')) return { name, state: 'retrying', completedAt: null }
  const isUnderWay = steps.some(({ state }) => state !== 'waiting')
  return { name, state: isUnderWay ? 'working' : 'waiting', completedAt: null }
}

/** Between two steps none is under way for an instant; the buyer sees the next one begin. */
function markNext(stages: Stage[]): Stage[] {
  const next = stages.findIndex(({ state }) => state !== 'done')
  return stages.map((stage, index) =>
    index === next && stage.state === 'waiting' ? { ...stage, state: 'working' } : stage,
  )
}
