import type { Actor } from '@/lib/admin/name-actors'

/** Who did something, in words. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'staff') return `${actor.name} (staff)`
  if (actor.kind === 'customer') return actor.name
  return actor.kind === 'stripe' ? 'Stripe' : 'The system'
}
