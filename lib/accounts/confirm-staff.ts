import { and, eq } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { db } from '@/lib/database'
import { AppError } from '@/lib/errors'

/**
 * Makes sure that whoever acts is a member of staff now, whatever they were when they signed in.
 * @returns what the audit log calls them: `user:<id>`
 * @throws AppError `forbidden`
 */
export async function confirmStaff(userId: string): Promise<string> {
  const isStaff = and(eq(users.id, userId), eq(users.role, 'staff'), eq(users.mustChangePassword, false))
  if ((await db().$count(users, isStaff)) === 0) throw new AppError('forbidden', 'Only staff may do this.')
  return `user:${userId}`
}
