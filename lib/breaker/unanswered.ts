import type { Part } from './part'

/** A part did not answer, so what was asked of it may or may not have happened; or it was not asked, for the same reason. */
export class Unanswered extends Error {
  override name = 'Unanswered'

  constructor(
    readonly part: Part,
    message: string,
    /** How long to wait before the next try, at the least. */
    readonly afterMs: number,
    /** The part was not asked at all. */
    readonly wasHeld = false,
  ) {
    super(message)
  }
}
