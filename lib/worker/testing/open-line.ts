import { connect, createServer, type Socket } from 'node:net'

/** For tests: a network between us and the database that can swallow everything without ending a connection. */
export async function openLine(databaseUrl: string) {
  const to = new URL(databaseUrl)
  const sockets: Socket[] = []
  let isCut = false
  let lastWords: string | undefined
  const server = createServer((client) => {
    const behind = connect(Number(to.port), to.hostname)
    sockets.push(client, behind)
    for (const [from, into] of [
      [client, behind],
      [behind, client],
    ] as const) {
      from.on('data', (data) => {
        if (lastWords && data.includes(lastWords)) isCut = true
        if (!isCut) into.write(data)
      })
      from.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(address && typeof address === 'object' ? address.port : '')
  return {
    url: url.toString(),
    cut: () => {
      isCut = true
    },
    /** Cuts it when somebody says this, which is the first that does not arrive. */
    cutAt: (words: string) => {
      lastWords = words
    },
    mend: () => {
      isCut = false
      lastWords = undefined
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
