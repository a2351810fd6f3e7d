import type { checkoutSessions } from '@/db/schema/checkout'
import { now } from '@/lib/clock'
import { resumePath } from './resume-path'

const worksMs = 24 * 60 * 60 * 1000

/**
 * Where an order that was not paid in the end opens again as it was filled; null for one that still may be paid, or is.
 * The address works for a day and shows what the buyer typed: it is for pages that only the buyer knows.
 */
export function reopenPath({ id, status }: Pick<typeof checkoutSessions.$inferSelect, 'id' | 'status'>): string | null {
  if (status !== 'expired' && status !== 'failed') return null
  return resumePath(id, new Date(now().getTime() + worksMs))
}
