import { inArray } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { db } from '@/lib/database'

/** Who did something: a person, or a part of the machinery. */
export type Actor = { kind: 'staff' | 'customer'; name: string } | { kind: 'stripe' } | { kind: 'system' }

/** Whom the audit log's words for actors (`user:<id>`, `stripe`, `system`) mean, by the word. */
export async function nameActors(words: string[]): Promise<(word: string) => Actor> {
  const ids = new Set(words.flatMap((word) => (word.startsWith('user:') ? [word.slice(5)] : [])))
  const rows = await db()
    .select({ id: users.id, name: users.name, role: users.role })
    .from(users)
    .where(inArray(users.id, [...ids]))
  const people = new Map(rows.map(({ id, name, role }): [string, Actor] => [`user:${id}`, { kind: role, name }]))
  return (word) => people.get(word) ?? { kind: word === 'stripe' ? 'stripe' : 'system' }
}
