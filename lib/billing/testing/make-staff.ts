import { users } from '@/db/schema/accounts'
import { db } from '@/lib/database'

/** For tests: a member of staff, or whoever `overrides` makes of them. @returns the user's id */
export async function makeStaff(overrides: Partial<typeof users.$inferInsert> = {}): Promise<string> {
  const email = `staff.${crypto.randomUUID()}@example.com`
  const [user] = await db()
    .insert(users)
    .values({ email, name: 'Sam Staff', role: 'staff', ...overrides })
    .returning({ id: users.id })
  if (!user) throw new Error('The member of staff was not stored')
  return user.id
}
