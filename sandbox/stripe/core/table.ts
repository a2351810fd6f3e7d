/** One write, as the journal keeps it: a row to store, or the id of a row to remove. */
export type Change = { table: string; row: { id: string } } | { table: string; removed: string }

export type Recorder = (change: Change, undo: () => void) => void

/**
 * Rows by id and in the order they were made, so that neither a look-up nor a page of a list walks or sorts them all.
 * Rows are replaced and never altered: an event may keep the very row it announced.
 */
export class Table<Row extends { id: string }> {
  readonly name: string
  readonly #record: Recorder
  readonly #rows = new Map<string, { row: Row; position: number }>()
  #order: (string | null)[] = []
  /** Called with each row that is stored, so that an index can follow the table. */
  onStored: (row: Row) => void = () => {}

  constructor(name: string, record: Recorder) {
    this.name = name
    this.#record = record
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)?.row
  }

  get size(): number {
    return this.#rows.size
  }

  put(row: Row): Row {
    const before = this.#rows.get(row.id)
    this.load(row)
    this.#record({ table: this.name, row }, () => {
      if (before) this.#rows.set(row.id, before)
      else this.unload(row.id)
    })
    return row
  }

  remove(id: string): void {
    const before = this.#rows.get(id)
    if (!before) return
    this.unload(id)
    this.#record({ table: this.name, removed: id }, () => {
      this.#rows.set(id, before)
      this.#order[before.position] = id
    })
  }

  /** Rows from the newest to the oldest, beginning after the row with this id. */
  *newestFirst(afterId?: string): Generator<Row> {
    const from = afterId === undefined ? this.#order.length : this.#positionOf(afterId)
    for (let position = from - 1; position >= 0; position--) {
      const row = this.#at(position)
      if (row) yield row
    }
  }

  /** Rows from the oldest to the newest, beginning after the row with this id. */
  *oldestFirst(afterId?: string): Generator<Row> {
    const from = afterId === undefined ? -1 : this.#positionOf(afterId)
    for (let position = from + 1; position < this.#order.length; position++) {
      const row = this.#at(position)
      if (row) yield row
    }
  }

  /** Stores a row without recording it: for the journal. */
  load(row: Row): void {
    const known = this.#rows.get(row.id)
    const position = known?.position ?? this.#order.push(row.id) - 1
    this.#rows.set(row.id, { row, position })
    this.onStored(row)
  }

  unload(id: string): void {
    const known = this.#rows.get(id)
    if (known) this.#order[known.position] = null
    this.#rows.delete(id)
  }

  #positionOf(id: string): number {
    const known = this.#rows.get(id)
    if (!known) throw new Error(`${this.name} has no row ${id}`)
    return known.position
  }

  #at(position: number): Row | undefined {
    const id = this.#order[position]
    return typeof id === 'string' ? this.#rows.get(id)?.row : undefined
  }
}
