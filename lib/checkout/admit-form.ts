import { setTimeout as pause } from 'node:timers/promises'
import { now } from '@/lib/clock'
import { AppError } from '@/lib/errors'
import { sign, unsign } from '@/lib/signature'

/** Nobody reads and fills the form in less; whoever has a browser that does is held up for the rest of it. */
const shortestFillMs = 1_000

/** When a form was shown, for a hidden field of it. */
export function stampForm(): string {
  return sign('checkout-form', String(now().getTime()))
}

/**
 * Keeps out programs that fill whatever form they find. A person notices nothing: what was sent within a second waits
 * until that is over.
 * @param form.trap of a field that only programs see
 * @param form.stamp see `stampForm`
 * @throws AppError `looks_automatic`, with what to do
 */
export async function admitForm({ trap, stamp }: { trap: string; stamp: string }): Promise<void> {
  const shownAtMs = Number(unsign('checkout-form', stamp) ?? Number.NaN)
  if (trap !== '' || Number.isNaN(shownAtMs)) {
    const message =
      'Something in this form was filled in by a program. We have put that right: please send the form again. If this comes back, write to us.'
    throw new AppError('looks_automatic', message)
  }
  const missingMs = shownAtMs + shortestFillMs - now().getTime()
  // No longer than that, even if the clock of the server that showed it is ahead of ours.
  if (missingMs > 0) await pause(Math.min(missingMs, shortestFillMs))
}
