import { createServer } from 'node:http'
import { register } from '@/instrumentation'

/** For a test: a process that serves as Next does, which waits for its requests when it is told to stop, and one hangs. */
async function main(): Promise<void> {
  await register()
  const server = createServer(() => {})
  process.on('SIGTERM', () => server.close())
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = address && typeof address === 'object' ? address.port : 0
    fetch(`http://127.0.0.1:${port}/`).catch(() => {})
    server.once('request', () => process.stdout.write('hanging\n'))
  })
}

main().catch((error) => {
  console.error(error)
  process.exit(1)
})
