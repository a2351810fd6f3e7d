// Passes connections on: `node forward.mjs <from address> <to address> <port> …`.
import { connect, createServer } from 'node:net'

const [from, to, ...ports] = process.argv.slice(2)
for (const port of ports.map(Number)) {
  createServer((visitor) => {
    const behind = connect(port, to)
    for (const socket of [visitor, behind]) socket.on('error', () => {})
    visitor.once('close', () => behind.destroy())
    behind.once('close', () => visitor.destroy())
    visitor.pipe(behind).pipe(visitor)
  }).listen(port, from)
}
