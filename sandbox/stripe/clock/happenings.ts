import { subscriptionTime } from '../billing/renew-subscription'
import { invoiceRetry } from '../billing/retry-invoice'
import { invoiceDue } from '../billing/send-invoice'
import { trialNotice } from '../billing/trial-notice'
import { upcomingNotice } from '../billing/upcoming-notice'
import { sessionExpiry } from '../checkout/expire-session'
import type { Rows } from '../core/stored'
import type { Table } from '../core/table'
import type { World } from '../core/world'
import { scheduleTime } from '../schedules/follow-schedule'
import type { Agenda, Entry } from './agenda'
import { clockOf } from './clock-of'

/** How the rows of one table meet time. */
export type Happening<Name extends keyof Rows> = {
  table: Name
  /** Order among what is due at the same second: the lower goes first. */
  rank: number
  /** When the next thing happens to this row, or null. What has happened must change the answer. */
  due(row: Rows[Name], world: World): number | null
  happen(world: World, row: Rows[Name]): void
}

type AnyHappening = {
  table: string
  rank: number
  follow(world: World, agenda: Agenda): void
  isDue(world: World, entry: Entry): boolean
  happen(world: World, entry: Entry): void
}

const happenings: AnyHappening[] = [
  anyOf(trialNotice),
  anyOf(scheduleTime),
  anyOf(subscriptionTime),
  anyOf(invoiceRetry),
  anyOf(sessionExpiry),
  anyOf(upcomingNotice),
  anyOf(invoiceDue),
]

/** Fills the agenda from what is stored, and keeps it up with every row that changes. */
export function followTime(world: World, agenda: Agenda): void {
  for (const happening of happenings) happening.follow(world, agenda)
}

/** Lets an entry of the agenda happen, if it still holds. */
export function happen(world: World, entry: Entry): void {
  const happening = happenings.find(({ table, rank }) => table === entry.table && rank === entry.rank)
  if (happening?.isDue(world, entry)) world.at(entry.due, () => world.change(() => happening.happen(world, entry)))
}

function anyOf<Name extends keyof Rows>({ table, rank, due, happen: run }: Happening<Name>): AnyHappening {
  const rowOf = (world: World, id: string): Rows[Name] | undefined => world.store.tables[table].get(id)
  return {
    table,
    rank,
    follow(world, agenda) {
      const rows: Table<Rows[Name]> = world.store.tables[table]
      const note = (row: Rows[Name], earliest: number) => {
        const at = due(row, world)
        if (at !== null) agenda.add(clockOf(world, row.id), { due: Math.max(at, earliest), rank, table, id: row.id })
      }
      for (const row of rows.oldestFirst()) note(row, 0)
      const { onStored } = rows
      rows.onStored = (row) => {
        onStored(row)
        // What a change makes overdue happens with the change, not before it.
        note(row, world.now)
      }
    },
    isDue(world, { id, due: at }) {
      const row = rowOf(world, id)
      const moment = row ? due(row, world) : null
      return moment !== null && moment <= at
    },
    happen(world, { id }) {
      const row = rowOf(world, id)
      if (row) run(world, row)
    },
  }
}
