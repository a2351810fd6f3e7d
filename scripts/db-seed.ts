import { seed } from '@/db/seed/seed'
import { closeDatabase, db } from '@/lib/database'

await seed(db())
await closeDatabase()
console.log('The catalogue is in the database.')
