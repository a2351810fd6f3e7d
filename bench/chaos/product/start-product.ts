import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LineName, PartName } from '@/bench/chaos/plan/plan-faults'
import type { Ports } from '@/sandbox/demo/choose-ports'
import { keepSecrets, type Secrets } from '@/sandbox/demo/keep-secrets'
import { hostingPart, mailPart, postgresPart, stripePart, webPart, workerPart } from '@/sandbox/demo/parts'
import { type Addresses, addressesOf, productEnv } from '@/sandbox/demo/read-settings'
import { setUpDatabase } from '@/sandbox/demo/set-up-database'
import { isPortFree } from '@/sandbox/process/find-free-port'
import { type Crew, openCrew } from '@/sandbox/process/open-crew'
import type { Log } from '@/sandbox/process/open-log'
import type { Part, RunningPart } from '@/sandbox/process/run-part'
import { openBalancer } from './open-balancer'
import { type Line, openLine } from './open-line'
import { recordPayloads } from './record-payloads'

const startTimeoutMs = 120_000
/** A part that was killed is at once started again, however often that happens. */
const stableMs = 1_000

const stopOrder = [
  { names: ['web-1', 'web-2', 'worker-1', 'worker-2'], limitMs: 5_000 },
  { names: ['stripe', 'mail', 'hosting'], limitMs: 2_000 },
  { names: ['postgres'], limitMs: 8_000 },
]

/** The whole product with its embedded parts, each of which can be killed, and each connection of which can be cut. */
export type Product = {
  dataDir: string
  logsDir: string
  /** Where they answer when nothing is cut. `app` is the balancer before both web processes. */
  addresses: Addresses
  secrets: Secrets
  databaseUrl: string
  lines: Record<LineName, Line[]>
  parts: Record<PartName, RunningPart>
  /** Kills PostgreSQL and starts it again only after a while. */
  losePostgres(forMs: number): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts everything in a new temporary folder, two web and two worker processes among it, and waits until it works.
 * @param extraEnv settings of web and worker beside the usual ones
 * @throws with the end of a part's log when it does not start; nothing is left running then
 */
export async function startProduct(
  extraEnv: (dataDir: string) => Record<string, string> = () => ({}),
): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-chaos-'))
  // The unprivileged user of PostgreSQL passes through.
  chmodSync(dataDir, 0o711)
  const logsDir = join(dataDir, 'logs')
  const crew = openCrew({ logsDir, onStart() {} })
  const closers: (() => void)[] = []
  const stop = async () => {
    await crew.stop(stopOrder)
    for (const close of closers) close()
  }
  try {
    const started = await startParts(dataDir, crew, closers, extraEnv(dataDir))
    return { ...started, dataDir, logsDir, stop }
  } catch (error) {
    await stop()
    rmSync(dataDir, { recursive: true, force: true })
    throw error
  }
}

async function startParts(dataDir: string, crew: Crew, closers: (() => void)[], extraEnv: Record<string, string>) {
  const { ports, webPorts } = await choosePorts()
  const secrets = keepSecrets(dataDir)
  const balancer = await openBalancer(webPorts)
  const [stripe, smtp, control, sites] = await Promise.all(
    [ports.stripe, ports.smtp, ports.hosting, ports.sites].map(openLine),
  )
  if (!stripe || !smtp || !control || !sites) throw new Error('A line is missing')
  for (const { close } of [balancer, stripe, smtp, control, sites]) closers.push(close)
  const addresses = { ...addressesOf(balancer.port, ports), app: `http://127.0.0.1:${balancer.port}` }
  const cuttable = { ...ports, stripe: stripe.port, smtp: smtp.port, hosting: control.port, sites: sites.port }
  const throughLines = { ...addressesOf(balancer.port, cuttable), app: addresses.app }

  const database = steady(postgresPart(dataDir, ports.database))
  const { PATH, HOME, TMPDIR } = process.env
  const all = { database: true, stripe: true, mail: true }
  const surroundings = { addresses: throughLines, ports: cuttable, secrets, databaseUrl: database.url }
  const given = { PATH, HOME, TMPDIR, CHECKOUT_ATTEMPTS_PER_MINUTE: '100000', NODE_ENV: 'production' as const }
  const env = { ...productEnv(given, all, surroundings), ...extraEnv }

  const postgres = crew.start(database)
  const standIn = crew.start(stripePart(dataDir, addresses, ports, secrets))
  const mail = crew.start(steady(mailPart(dataDir, addresses, ports)))
  const hosting = crew.start(steady(hostingPart(dataDir, addresses, ports, secrets)))
  await Promise.all([postgres, standIn, mail, hosting].map((part) => part.whenReady(startTimeoutMs)))
  await setUpDatabase({ ...env, ...whatToSetUp(throughLines, secrets) }, crew)
  await recordPayloads(database.url)
  const web = (name: string, port: number) => crew.start(steady({ ...webPart(port, env), name }))
  const worker = (name: string) => crew.start(steady({ ...workerPart(env), name, isReady: hasStartedAgain }))
  const parts = {
    'web-1': web('web-1', webPorts[0]),
    'web-2': web('web-2', webPorts[1]),
    'worker-1': worker('worker-1'),
    'worker-2': worker('worker-2'),
    postgres,
    mail,
    hosting,
  }
  await Promise.all(Object.values(parts).map((part) => part.whenReady(startTimeoutMs)))
  return {
    addresses,
    secrets,
    databaseUrl: database.url,
    lines: { stripe: [stripe], smtp: [smtp], hosting: [control, sites] },
    parts,
    losePostgres: async (forMs: number) => {
      const pid = parts.postgres.pid()
      if (pid) process.kill(pid, 'SIGKILL')
      await crew.dismiss(parts.postgres)
      await pause(forMs)
      parts.postgres = crew.start(database)
    },
  }
}

function steady<Kind extends Part>(part: Kind): Kind {
  return { ...part, stableMs }
}

/** What the log says of the run before does not count. */
function hasStartedAgain(log: Log): Promise<boolean> {
  const tail = log.tail()
  return Promise.resolve(tail.lastIndexOf('worker started') > tail.lastIndexOf('ended ('))
}

function whatToSetUp(addresses: Addresses, secrets: Secrets): Record<string, string> {
  return {
    DEMO_STAFF_EMAIL: 'staff@example.com',
    DEMO_STAFF_PASSWORD: secrets.staffPassword,
    DEMO_HOSTING_URL: addresses.hosting,
    DEMO_SITES_URL: addresses.sites,
    DEMO_HOSTING_TOKEN: secrets.hostingToken,
  }
}

/**
 * Below the ports that systems take for outgoing connections: one of those could sit on the port of a part that was
 * killed and keep it from starting again.
 */
async function choosePorts(): Promise<{ ports: Ports; webPorts: [number, number] }> {
  let candidate = 20_000 + (process.pid % 1_000) * 10
  const next = async () => {
    do candidate += 1
    while (!(await isPortFree(candidate)))
    return candidate
  }
  const ports = {
    database: await next(),
    stripe: await next(),
    smtp: await next(),
    inbox: await next(),
    hosting: await next(),
    sites: await next(),
  }
  return { ports, webPorts: [await next(), await next()] }
}
