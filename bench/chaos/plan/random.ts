/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** From 0, below 1. */
  next(): number
  between(least: number, below: number): number
  /** @param likelihood from 0 (never) to 1 (always) */
  chance(likelihood: number): boolean
  pick<Item>(items: readonly [Item, ...Item[]]): Item
}

/** Mulberry32, by Tommy Ettinger: 32 bits of state, good enough to choose by. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (least, below) => least + next() * (below - least),
    chance: (likelihood) => next() < likelihood,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}
