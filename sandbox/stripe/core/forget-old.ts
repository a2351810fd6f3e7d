import type { World } from './world'

const day = 24 * 60 * 60

/** Drops what Stripe keeps for a time only: idempotency keys for a day, events for thirty. */
export function forgetOld(world: World): void {
  const { idempotent_answer: answers, event: events, event_age: ages, delivery: deliveries } = world.store.tables
  world.store.transaction(() => {
    for (const answer of answers.oldestFirst()) {
      if (answer.atSeconds >= world.now - day) break
      answers.remove(answer.id)
    }
    for (const event of events.oldestFirst()) {
      if ((ages.get(event.id)?.atSeconds ?? event.created) >= world.now - 30 * day) break
      events.remove(event.id)
      ages.remove(event.id)
    }
    for (const delivery of deliveries.oldestFirst()) {
      if (!events.get(delivery.event)) deliveries.remove(delivery.id)
    }
  })
}
