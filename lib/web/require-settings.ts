import { env, InvalidEnvironment } from '@/lib/env'

// A web process with wrong settings must not start.
try {
  env()
} catch (error) {
  console.error(error instanceof InvalidEnvironment ? error.message : error)
  process.exit(1)
}
