type FaultKind =
  | 'api_error'
  | 'api_lost_answer'
  | 'api_rate_limit'
  | 'api_timeout'
  | 'delivery_delay'
  | 'delivery_drop'
  | 'delivery_duplicate'
  | 'delivery_reorder'

export type Fault = {
  kind: FaultKind
  /** How many more it may hit; null has no end. */
  left: number | null
  /** The part of what it could hit that it does hit: with 0.5 every second one. */
  share: number
  /** How long a delivery is held. */
  delayMs: number
  /** The only event types, or beginnings of paths, that it hits; null hits all. */
  only: string[] | null
  seen: number
}

/** What a test asked to go wrong. It is in memory only: a restart mends everything. */
export class Faults {
  isKeyRevoked = false
  #faults: Fault[] = []

  list(): readonly Fault[] {
    return this.#faults
  }

  add(fault: Fault): void {
    this.#faults.push(fault)
  }

  clear(): void {
    this.#faults = []
    this.isKeyRevoked = false
  }

  /** What a request to this path meets, if anything. */
  forRequest(path: string): Fault | undefined {
    return this.#next('api_', (only) => path.startsWith(only))
  }

  /** What the delivery of an event of this type meets, if anything. */
  forDelivery(type: string): Fault | undefined {
    return this.#next('delivery_', (only) => only === type)
  }

  #next(group: 'api_' | 'delivery_', isMeant: (only: string) => boolean): Fault | undefined {
    for (const fault of this.#faults) {
      if (!fault.kind.startsWith(group) || fault.left === 0) continue
      if (fault.only !== null && !fault.only.some(isMeant)) continue
      const before = Math.floor(fault.seen * fault.share)
      fault.seen += 1
      if (Math.floor(fault.seen * fault.share) === before) continue
      if (fault.left !== null) fault.left -= 1
      return fault
    }
    return undefined
  }
}
