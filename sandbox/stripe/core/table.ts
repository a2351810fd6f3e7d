/** One write, as the journal keeps it: a row to store, or the id of a row to remove. */
export type Change = { table: string; row: { id: string } } | { table: string; removed: string }

export type Recorder = (change: Change, undo: () => void) => void

type Place<Row> = { row: Row; position: number }

/**
 * Rows by id and in the order they were made, so that neither a look-up nor a page of a list walks or sorts them all.
 * Rows are replaced and never altered: an event may keep the very row it announced.
 */
export class Table<Row extends { id: string }> {
  readonly name: string
  readonly #record: Recorder
  readonly #places = new Map<string, Place<Row>>()
  /** The same places as in the map: a list that looks at every row asks the map for none. */
  readonly #order: (Place<Row> | null)[] = []
  /** Called with each row that is stored, so that an index can follow the table. */
  onStored: (row: Row) => void = () => {}

  constructor(name: string, record: Recorder) {
    this.name = name
    this.#record = record
  }

  get(id: string): Row | undefined {
    return this.#places.get(id)?.row
  }

  get size(): number {
    return this.#places.size
  }

  put(row: Row): Row {
    const before = this.get(row.id)
    this.load(row)
    this.#record({ table: this.name, row }, () => {
      const place = this.#places.get(row.id)
      if (before && place) place.row = before
      else this.unload(row.id)
    })
    return row
  }

  remove(id: string): void {
    const place = this.#places.get(id)
    if (!place) return
    this.unload(id)
    this.#record({ table: this.name, removed: id }, () => {
      this.#places.set(id, place)
      this.#order[place.position] = place
    })
  }

  /** Rows from the newest to the oldest, beginning after the row with this id. */
  *newestFirst(afterId?: string): Generator<Row> {
    const from = afterId === undefined ? this.#order.length : this.#positionOf(afterId)
    for (let position = from - 1; position >= 0; position--) {
      const row = this.#order[position]?.row
      if (row) yield row
    }
  }

  /** Rows from the oldest to the newest, beginning after the row with this id. */
  *oldestFirst(afterId?: string): Generator<Row> {
    const from = afterId === undefined ? -1 : this.#positionOf(afterId)
    for (let position = from + 1; position < this.#order.length; position++) {
      const row = this.#order[position]?.row
      if (row) yield row
    }
  }

  /** Stores a row without recording it: for the journal. */
  load(row: Row): void {
    const known = this.#places.get(row.id)
    if (known) known.row = row
    else {
      const place = { row, position: this.#order.length }
      this.#order.push(place)
      this.#places.set(row.id, place)
    }
    this.onStored(row)
  }

  unload(id: string): void {
    const known = this.#places.get(id)
    if (known) this.#order[known.position] = null
    this.#places.delete(id)
  }

  #positionOf(id: string): number {
    const known = this.#places.get(id)
    if (!known) throw new Error(`${this.name} has no row ${id}`)
    return known.position
  }
}
