import { connect, createServer, type Socket } from 'node:net'
import { listen } from './open-line'

export type Balancer = { port: number; close(): void }

/**
 * Stands before several web processes, as a real host's load balancer does: each connection goes to the next of them,
 * or to another one when that cannot be reached.
 */
export async function openBalancer(targetPorts: number[]): Promise<Balancer> {
  const clients = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    clients.add(client)
    client.on('error', () => {}).once('close', () => clients.delete(client))
    turn += 1
    tryEach(client, [
      ...targetPorts.slice(turn % targetPorts.length),
      ...targetPorts.slice(0, turn % targetPorts.length),
    ])
  })
  return {
    port: await listen(server),
    close() {
      server.close()
      for (const client of clients) client.destroy()
    },
  }
}

function tryEach(client: Socket, [port, ...others]: number[]): void {
  if (port === undefined || client.destroyed) {
    client.resetAndDestroy()
    return
  }
  const web = connect(port, '127.0.0.1')
  const next = () => tryEach(client, others)
  web.once('error', next)
  web.once('connect', () => {
    web.off('error', next)
    web.on('error', () => client.resetAndDestroy()).once('close', () => client.destroy())
    client.once('close', () => web.destroy())
    client.pipe(web).pipe(client)
  })
}
