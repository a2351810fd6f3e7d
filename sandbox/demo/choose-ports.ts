import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findFreePort, isPortFree } from '../process/find-free-port'
import { writeWhole } from '../process/write-whole'
import { readKept } from './read-kept'

const preferred = { database: 55432, stripe: 12111, smtp: 1025, inbox: 1080, hosting: 8080, sites: 8081 }

export type Ports = typeof preferred

/**
 * A free port for each embedded part: the one of the last start, so that links go on working, else the usual one.
 * @param waitMs how long the last start's ports may take to become free
 */
export async function choosePorts(dataDir: string, appPort: number, waitMs: number): Promise<Ports> {
  const path = join(dataDir, 'ports.json')
  const kept = readKept(path)
  const taken = new Set([appPort])
  const choose = async (name: keyof Ports) => {
    const last = Number(kept[name] ?? preferred[name])
    await untilFree(last, waitMs)
    const wanted = [last, preferred[name]].filter((candidate) => !taken.has(candidate))
    let port = await findFreePort(...wanted)
    while (taken.has(port)) port = await findFreePort()
    taken.add(port)
    return port
  }
  const ports = {
    database: await choose('database'),
    stripe: await choose('stripe'),
    smtp: await choose('smtp'),
    inbox: await choose('inbox'),
    hosting: await choose('hosting'),
    sites: await choose('sites'),
  }
  writeWhole(path, JSON.stringify(ports, null, 2))
  return ports
}

async function untilFree(port: number, waitMs: number): Promise<void> {
  const deadline = Date.now() + waitMs
  while (Date.now() < deadline && !(await isPortFree(port))) await pause(100)
}
