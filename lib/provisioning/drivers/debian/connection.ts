import { connect, type Socket } from 'node:net'
import ssh2 from 'ssh2'
import type { DebianCredentials } from './credentials'

const connectTimeoutMs = 5_000
const idleMs = 60_000

/** Why a server is not spoken to, when trying again will not help. */
export class NotTrusted extends Error {
  override name = 'NotTrusted'
}

type Connection = { client: ssh2.Client; socket: Socket; calls: number; idleTimer?: NodeJS.Timeout }

/** One a server and process; the calls of many jobs share it. */
const connections = new Map<string, Promise<Connection>>()

/**
 * Runs `use` with the server's connection: the open one, else a new one. An idle one keeps no process alive.
 * @throws NotTrusted for another host key than the pinned one, or when the server does not accept ours
 * @throws Error when the server cannot be reached
 */
export async function withConnection<T>(
  server: DebianCredentials,
  use: (client: ssh2.Client) => Promise<T>,
): Promise<T> {
  const connection = await connectionTo(server)
  connection.calls += 1
  clearTimeout(connection.idleTimer)
  connection.socket.ref()
  try {
    return await use(connection.client)
  } finally {
    connection.calls -= 1
    if (connection.calls === 0) rest(connection)
  }
}

function rest(connection: Connection): void {
  connection.socket.unref()
  connection.idleTimer = setTimeout(() => connection.client.end(), idleMs).unref()
}

function connectionTo(server: DebianCredentials): Promise<Connection> {
  const key = [server.host, server.port, server.hostKey, server.privateKey].join('\n')
  return connections.get(key) ?? remember(key, server)
}

function remember(key: string, server: DebianCredentials): Promise<Connection> {
  const forget = () => {
    if (connections.get(key) === opening) connections.delete(key)
  }
  const opening = openConnection(server, forget)
  connections.set(key, opening)
  opening.catch(forget)
  return opening
}

function openConnection(server: DebianCredentials, onClose: () => void): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client()
    const socket = connect({
      host: server.host,
      port: server.port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 15_000,
    })
    let hostKeyDiffers = false
    const fail = (error: Error & { level?: string }) => {
      socket.destroy()
      if (hostKeyDiffers) reject(new NotTrusted('it has another host key than the one that was pinned'))
      else if (error.level === 'client-authentication') reject(new NotTrusted('it does not accept our key'))
      else reject(error)
    }
    client.once('ready', () => resolve({ client, socket, calls: 0 }))
    // More than one may come, also long after it was ready.
    client.on('error', fail)
    client.once('close', () => {
      onClose()
      reject(new Error('the connection was closed'))
    })
    socket.once('error', fail)
    try {
      client.connect({
        sock: socket,
        username: 'hostctl',
        privateKey: server.privateKey,
        readyTimeout: connectTimeoutMs,
        algorithms: { serverHostKey: ['ssh-ed25519'] },
        hostVerifier: (key: Buffer) => {
          hostKeyDiffers = key.toString('base64') !== server.hostKey.split(' ')[1]
          return !hostKeyDiffers
        },
      })
    } catch {
      socket.destroy()
      reject(new NotTrusted('our private key for it is not one'))
    }
  })
}
