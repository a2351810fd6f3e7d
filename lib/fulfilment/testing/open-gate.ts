import { connect, createServer, type Socket } from 'node:net'

/**
 * For tests: a way to a port of this machine that can be shut, which makes whoever comes wait, and opened again.
 * @param targetPort where it leads
 */
export async function openGate(targetPort: number) {
  const waiting: (() => void)[] = []
  const sockets = new Set<Socket>()
  const arrivals: number[] = []
  let isShut = false
  const server = createServer((visitor) => {
    arrivals.push(performance.now())
    visitor.on('error', () => {})
    sockets.add(visitor)
    const pass = () => {
      const behind = connect(targetPort, '127.0.0.1')
      behind.on('error', () => visitor.destroy())
      visitor.pipe(behind).pipe(visitor)
    }
    if (isShut) waiting.push(pass)
    else pass()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    /** When each visitor came, in milliseconds of `performance.now`. */
    arrivals,
    /** Ends what is kept open for later use: whoever comes next is a new visitor. */
    shut(): void {
      isShut = true
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
    open(): void {
      isShut = false
      for (const pass of waiting.splice(0)) pass()
    },
    close(): void {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
