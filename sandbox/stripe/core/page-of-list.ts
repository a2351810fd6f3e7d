import { invalid, missing } from './failure'
import { integer, text } from './params'
import type { ApiList } from './stored'
import type { Table } from './table'

/** Parameters that every list takes. */
export const paging = {
  limit: integer({ min: 1, max: 100 }),
  starting_after: text(255),
  ending_before: text(255),
}

type Paging = { limit?: number | undefined; starting_after?: string | undefined; ending_before?: string | undefined }

/**
 * One page of a table, newest first.
 * @throws Failure `resource_missing` for a cursor that is no row of the table
 */
export function pageOfTable<Row extends { id: string }>(
  table: Table<Row>,
  noun: string,
  url: string,
  paging: Paging,
  matches: (row: Row) => boolean = () => true,
): ApiList<Row> {
  const cursor = cursorOf(paging)
  if (cursor && !table.get(cursor.id)) throw missing(noun, cursor.id, cursor.param)
  const isBackwards = cursor?.param === 'ending_before'
  return take(isBackwards ? table.oldestFirst(cursor.id) : table.newestFirst(cursor?.id), url, paging, {
    matches,
    isBackwards,
  })
}

/** One page of a short list that stands in a fixed order, such as an invoice's lines. */
export function pageOfItems<Item extends { id: string }>(items: Item[], noun: string, url: string, paging: Paging) {
  const cursor = cursorOf(paging)
  const at = cursor ? items.findIndex((item) => item.id === cursor.id) : -1
  if (cursor && at === -1) throw missing(noun, cursor.id, cursor.param)
  const isBackwards = cursor?.param === 'ending_before'
  const rest = isBackwards ? items.slice(0, at).reverse() : items.slice(at + 1)
  return take(rest, url, paging, { matches: () => true, isBackwards })
}

function cursorOf(paging: Paging) {
  if (paging.starting_after && paging.ending_before) {
    throw invalid('You may only specify one of these parameters: starting_after, ending_before.', {
      param: 'ending_before',
      code: 'parameters_exclusive',
    })
  }
  if (paging.starting_after) return { id: paging.starting_after, param: 'starting_after' as const }
  if (paging.ending_before) return { id: paging.ending_before, param: 'ending_before' as const }
  return undefined
}

function take<Item>(
  items: Iterable<Item>,
  url: string,
  { limit = 10 }: Paging,
  { matches, isBackwards }: { matches: (item: Item) => boolean; isBackwards: boolean },
): ApiList<Item> {
  const data: Item[] = []
  let hasMore = false
  for (const item of items) {
    if (!matches(item)) continue
    if (data.length === limit) {
      hasMore = true
      break
    }
    data.push(item)
  }
  return { object: 'list', data: isBackwards ? data.reverse() : data, has_more: hasMore, url }
}
