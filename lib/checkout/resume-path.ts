import { sign, unsign } from '@/lib/signature'

/**
 * Where the form of an unpaid order opens again as it was filled, although its payment page may be long closed.
 * Whoever has the address sees what was typed.
 * @param worksUntil from then on it says that it has expired
 */
export function resumePath(checkoutSessionId: string, worksUntil: Date): string {
  return `/checkout/resume?token=${sign('resume-checkout', `${checkoutSessionId} ${worksUntil.getTime()}`)}`
}

/** The order that such an address names; null for one that we did not make, or that has expired. */
export function readResumeToken(token: string, at: Date): string | null {
  const [checkoutSessionId, worksUntil] = unsign('resume-checkout', token)?.split(' ') ?? []
  return checkoutSessionId && Number(worksUntil) > at.getTime() ? checkoutSessionId : null
}
