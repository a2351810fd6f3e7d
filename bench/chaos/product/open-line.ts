import { connect, createServer, type Socket } from 'node:net'
import type { Manner } from '@/bench/chaos/plan/plan-faults'

/** A connection that can be cut: whoever connects to `port` speaks to another port of this machine. */
export type Line = {
  port: number
  cut(manner: Manner): void
  restore(): void
  close(): void
}

type Pair = { near: Socket; far: Socket | undefined }

/** @param targetPort of 127.0.0.1; the line itself listens there too, on a free port */
export async function openLine(targetPort: number): Promise<Line> {
  const pairs = new Set<Pair>()
  let broken: Manner | undefined
  // Faults overlap: the line is whole again after the last of them.
  let cuts = 0
  const server = createServer((near) => {
    if (broken === 'reset') {
      near.resetAndDestroy()
      return
    }
    const pair: Pair = { near, far: undefined }
    pairs.add(pair)
    near
      .on('error', () => {})
      .once('close', () => {
        pairs.delete(pair)
        pair.far?.destroy()
      })
    // Nothing is asked of the other side before the line is whole: a silent network carries no handshake either.
    if (!broken) join(pair, targetPort)
  })
  const port = await listen(server)
  return {
    port,
    cut(manner) {
      cuts++
      broken = manner
      for (const { near, far } of pairs) {
        if (manner === 'reset') {
          near.resetAndDestroy()
          far?.resetAndDestroy()
        } else {
          far?.unpipe()
          near.unpipe().pause()
          far?.pause()
        }
      }
    },
    restore() {
      cuts--
      if (cuts > 0) return
      broken = undefined
      for (const pair of pairs) {
        if (pair.far) pair.near.pipe(pair.far).pipe(pair.near)
        else join(pair, targetPort)
      }
    },
    close() {
      server.close()
      for (const { near } of pairs) near.destroy()
    },
  }
}

function join(pair: Pair, targetPort: number): void {
  const { near } = pair
  const far = connect(targetPort, '127.0.0.1')
  pair.far = far
  far.on('error', () => {}).once('close', () => near.destroy())
  near.pipe(far).pipe(near)
}

/** @returns the port of 127.0.0.1 that the system chose */
export function listen(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address && typeof address === 'object') resolve(address.port)
    })
  })
}
