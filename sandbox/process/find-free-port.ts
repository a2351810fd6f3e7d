import { createServer } from 'node:net'

/**
 * A port of 127.0.0.1 that nothing listens on.
 * @param wanted taken in this order when they are free; without one, or when all are taken, the system chooses
 */
export async function findFreePort(...wanted: number[]): Promise<number> {
  for (const port of wanted) {
    if (await isPortFree(port)) return port
  }
  return (await listenOnce(0)) ?? Promise.reject(new Error('127.0.0.1 has no free port'))
}

export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}
