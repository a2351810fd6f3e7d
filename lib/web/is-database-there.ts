import { sql } from 'drizzle-orm'
import { db, withinDeadline } from '@/lib/database'

const deadlineMs = 2_000
const rememberedMs = 1_000

let asking: Promise<boolean> | undefined
let known: { isThere: boolean; atMs: number } | undefined

/**
 * Whether the database serves this process now, by a connection of the pool that its pages use. What was found out is
 * remembered for a second, and asked once for all who want to know.
 */
export async function isDatabaseThere(): Promise<boolean> {
  if (known && performance.now() - known.atMs < rememberedMs) return known.isThere
  asking ??= ask().finally(() => {
    asking = undefined
  })
  return asking
}

async function ask(): Promise<boolean> {
  const isThere = await withinDeadline(deadlineMs, db().execute(sql`select 1`)).then(
    () => true,
    () => false,
  )
  known = { isThere, atMs: performance.now() }
  return isThere
}
