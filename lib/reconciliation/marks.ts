import { eq } from 'drizzle-orm'
import { reconciliationMarks } from '@/db/schema/reconciliation'
import { db } from '@/lib/database'

type Mark = { lookedUpTo: Date; cursor: string | null }

/** How far a pass has come; undefined before its first run. */
export async function readMark(pass: string): Promise<Mark | undefined> {
  const [mark] = await db()
    .select({ lookedUpTo: reconciliationMarks.lookedUpTo, cursor: reconciliationMarks.cursor })
    .from(reconciliationMarks)
    .where(eq(reconciliationMarks.pass, pass))
  return mark
}

export async function writeMark(pass: string, mark: Mark): Promise<void> {
  await db()
    .insert(reconciliationMarks)
    .values({ pass, ...mark })
    .onConflictDoUpdate({ target: reconciliationMarks.pass, set: mark })
}
