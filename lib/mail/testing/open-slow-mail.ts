import { createServer, type Socket } from 'node:net'

/**
 * For tests: a mail server that greets, and then never comes to the end of its first answer, but says something often enough not to be
 * given up as idle.
 */
export async function openSlowMail(port = 0) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('220 slow.example\r\n')
    const timer = setInterval(() => socket.write('250-still thinking\r\n'), 1_000)
    socket.once('close', () => {
      clearInterval(timer)
      sockets.delete(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  return {
    /** Connections that are open now. */
    count: () => sockets.size,
    port: address && typeof address === 'object' ? address.port : 0,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
