/** Something that happens to one row at one moment. */
export type Entry = { due: number; rank: number; table: string; id: string }

/**
 * What is due when, as a binary heap for each test clock and one for the stand-in's own time. An entry that no longer
 * holds is left in and passed over when its moment comes: rows change far more often than time.
 */
export class Agenda {
  readonly #heaps = new Map<string | null, Entry[]>()

  add(clock: string | null, entry: Entry): void {
    const heap = this.#heaps.get(clock) ?? []
    this.#heaps.set(clock, heap)
    heap.push(entry)
    rise(heap, heap.length - 1)
  }

  /** Takes out the earliest entry that is due by then; among those of one moment, the one of the lowest rank. */
  take(clock: string | null, until: number): Entry | undefined {
    const heap = this.#heaps.get(clock)
    const first = heap?.[0]
    if (!heap || !first || first.due > until) return undefined
    const last = heap.pop()
    if (last && heap.length > 0) {
      heap[0] = last
      sink(heap)
    }
    return first
  }
}

function isBefore(a: Entry | undefined, b: Entry | undefined): boolean {
  if (!a || !b) return false
  return a.due < b.due || (a.due === b.due && a.rank < b.rank)
}

function swap(heap: Entry[], a: number, b: number) {
  const [first, second] = [heap[a], heap[b]]
  if (first && second) [heap[a], heap[b]] = [second, first]
}

function rise(heap: Entry[], from: number) {
  let at = from
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(heap[at], heap[parent])) return
    swap(heap, at, parent)
    at = parent
  }
}

function sink(heap: Entry[]) {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const right = left + 1
    const child = isBefore(heap[right], heap[left]) ? right : left
    if (!isBefore(heap[child], heap[at])) return
    swap(heap, at, child)
    at = child
  }
}
