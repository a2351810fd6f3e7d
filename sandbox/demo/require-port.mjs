import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * @param {string | undefined} text PORT as it was given; 3000 without one
 * @param {{ waitMs: number }} options how long to wait for a taken port, where its owner is known to be ending
 * @returns {Promise<number>} the port, free on this machine's own addresses
 * @throws {Error} when it is no port number, or taken
 */
export async function requirePort(text, { waitMs }) {
  const port = Number(text || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT=${text} is not a port number (1 to 65535).`)
  }
  const deadline = Date.now() + waitMs
  while (!(await isFree(port))) {
    if (Date.now() >= deadline) {
      throw new Error(
        `Port ${port} is taken by another program. Stop that, or choose another port: PORT=${port + 1} npm run demo`,
      )
    }
    await pause(100)
  }
  return port
}

/** On both: a browser that types "localhost" may try either. */
async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'))
}

function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      if (error.code === 'EACCES') reject(new Error(`Port ${port} needs rights that this user does not have.`))
      resolve(error.code !== 'EADDRINUSE')
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
