import { prepareRoot } from '@/hostctl/testing/prepare-root'
import { startMachine } from '@/hostctl/testing/start-machine'
import type { Outcome, Server, WebsiteSpec } from '@/lib/provisioning/driver'
import { debian } from '@/lib/provisioning/drivers/debian/driver'

/**
 * Measures the driver of a Debian server against one that runs in namespaces of this machine: `npm run bench:debian`,
 * as root on Debian.
 */
const root = await prepareRoot()
if (root.kind === 'unavailable') {
  console.error(`There is no Debian server to measure: ${root.why}`)
  process.exit(1)
}
const machine = await startMachine(root.folder)
const { privateKey, hostKey } = machine
const server: Server = {
  name: 'bench',
  address: `ssh://127.0.0.1:${machine.portOf(22)}`,
  credentials: JSON.stringify({ privateKey, hostKey, sitesUrl: `http://127.0.0.1:${machine.portOf(80)}` }),
}

function specOf(username: string, generation = 1): WebsiteSpec {
  return {
    username,
    generation,
    owner: `owner-of-${username}`,
    domain: `${username}.example`,
    systemDomain: `${username}.sites.example`,
    phpVersion: '8.2',
    suspended: generation % 2 === 0,
    nonce: `nonce-of-${username}-0123456789`,
    limits: { storageMb: 1024 },
  }
}

/** Says whether the median is within the limit. */
async function measure(
  title: string,
  times: number,
  limitMs: number,
  call: (index: number) => Promise<Outcome[]>,
): Promise<void> {
  const taken: number[] = []
  for (let index = 0; index < times; index++) {
    const startedAt = performance.now()
    const outcomes = await call(index)
    taken.push(performance.now() - startedAt)
    const failed = outcomes.find(({ kind }) => kind !== 'done')
    if (failed) throw new Error(`${title}: ${JSON.stringify(failed)}`)
  }
  const sorted = taken.map(Math.round).sort((a, b) => a - b)
  const median = sorted[Math.floor(times / 2)] ?? 0
  if (median > limitMs) process.exitCode = 1
  console.info(`${title.padEnd(28)} median ${median} ms of at most ${limitMs}, slowest ${sorted.at(-1)} ms`)
}

try {
  await measure('connecting and a first site', 1, 3_000, async () => [await debian.ensure(server, specOf('first'))])
  await measure('a site', 10, 1_000, async (index) => [await debian.ensure(server, specOf(`site${index}`))])
  await measure('repeated', 20, 100, async () => [await debian.ensure(server, specOf('site1'))])
  await measure('suspended', 5, 1_000, async (index) => [await debian.ensure(server, specOf(`site${index}`, 2))])
  await measure('20 at once', 3, 3_000, (round) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => debian.ensure(server, specOf(`many${round}x${index}`)))),
  )
  await measure('terminated', 5, 1_000, async (index) => [await debian.terminate(server, specOf(`site${index}`))])
} finally {
  await machine.close()
}
process.exit()
