import type { Progress } from '@/lib/fulfilment/get-progress'
import type { Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'

/** The heading of an order's state and what it means for the buyer. */
export function wordsFor(progress: Progress, locale: Locale): { title: string; meaning: string } {
  const { states, waits, unreachable } = purchaseWords(locale).order
  const { email, state, waitsFor, siteUrl } = progress
  // Only the mail is left when the site has answered.
  const isOnlyMailLeft = state === 'needs_person' && siteUrl !== null
  const words = state === 'running' && waitsFor ? waits[waitsFor] : isOnlyMailLeft ? unreachable : states[state]
  return { title: words.title, meaning: words.meaning(email) }
}
