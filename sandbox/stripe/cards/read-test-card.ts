import type { World } from '../core/world'
import type { Behaviour } from './behaviour'
import type { Card } from './instrument'
import type { TestCard } from './test-cards'

/** A test card as something to pay with; it expires in the year after next. */
export function cardInstrument(world: World, card: TestCard, behaviour: Behaviour): Card {
  return {
    kind: 'card',
    name: null,
    brand: card.brand,
    funding: card.funding,
    last4: card.number.slice(-4),
    expMonth: 12,
    expYear: new Date(world.now * 1000).getUTCFullYear() + 2,
    behaviour,
  }
}
