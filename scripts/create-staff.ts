import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { createStaff } from '@/lib/accounts/create-staff'
import { closeDatabase } from '@/lib/database'

const [email, name] = process.argv.slice(2)
const account = z.object({ email: z.email(), name: z.string().min(1) }).safeParse({ email, name })
if (!account.success) {
  console.error('Say whom: npm run staff -- jane@example.com "Jane Doe"')
  process.exit(1)
}
const password = randomBytes(12).toString('base64url')
await createStaff({ ...account.data, password })
await closeDatabase()
console.log(`${account.data.email} signs in with the password ${password}`)
// Threads that hash passwords would keep it alive.
process.exit(0)
