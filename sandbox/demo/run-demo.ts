import { join } from 'node:path'
import { brand } from '../../lib/brand'
import { type Crew, openCrew } from '../process/open-crew'
import { chooseParts, type Embedded } from './choose-parts'
import { choosePorts, type Ports } from './choose-ports'
import { type DemoFile, removeDemoFile, writeDemoFile } from './demo-file'
import { keepSecrets, type Secrets } from './keep-secrets'
import { hostingPart, mailPart, postgresPart, stripePart, webPart, workerPart } from './parts'
import { printSummary } from './print-summary'
import { type Addresses, addressesOf, productEnv } from './read-settings'
import type { DatabaseReport } from './report'
import { setUpDatabase } from './set-up-database'
import { stopOnRequest } from './stop-on-request'
import { writeSettings } from './write-settings'

const startTimeoutMs = 90_000

/** The database goes last, when nobody needs it any more. */
const stopOrder = [
  { names: ['web', 'worker'], limitMs: 5000 },
  { names: ['stripe', 'mail', 'hosting'], limitMs: 2000 },
  { names: ['postgres'], limitMs: 8000 },
]

type Settings = {
  dataDir: string
  port: number
  embedded: Embedded
  secrets: Secrets
  ports: Ports
  addresses: Addresses
  staff: { email: string; password: string }
}

/**
 * Starts the whole product with a stand-in for every part whose variables are not set, and keeps it running.
 * Resolves when it is ready; the parts then hold the process.
 * @param options.waitMs how long the ports of a launcher that was killed may take to become free
 * @throws when a part does not start; nothing is left running then
 */
export async function runDemo(options: { dataDir: string; port: number; waitMs: number }): Promise<void> {
  const settings = await readSettings(options)
  const { dataDir } = options
  let demo: DemoFile | undefined
  const publish = () => {
    if (demo) writeDemoFile(dataDir, { ...demo, pids: { launcher: process.pid, ...crew.pids() } })
  }
  const crew = openCrew({ logsDir: join(dataDir, 'logs'), onStart: publish })
  const stop = async () => {
    await crew.stop(stopOrder)
    removeDemoFile(dataDir)
  }
  removeDemoFile(dataDir)
  stopOnRequest(stop)
  try {
    console.info('Starting the database, the stand-ins and the product …')
    const { env, report } = await startParts(settings, crew)
    demo = demoFileOf(settings, env, report)
    publish()
    writeSettings(dataDir, env)
    printSummary(demo, dataDir)
  } catch (error) {
    await stop()
    throw error
  }
}

async function readSettings(options: { dataDir: string; port: number; waitMs: number }): Promise<Settings> {
  const { dataDir, port, waitMs } = options
  const embedded = chooseParts(process.env)
  const secrets = keepSecrets(dataDir)
  const ports = await choosePorts(dataDir, port, waitMs)
  const staff = { email: `staff@${brand.sitesDomain}`, password: secrets.staffPassword }
  return { dataDir, port, embedded, secrets, ports, addresses: addressesOf(port, ports), staff }
}

/** What does not need the database starts beside it; the worker comes last, when its tables are there. */
async function startParts(settings: Settings, crew: Crew): Promise<{ env: NodeJS.ProcessEnv; report: DatabaseReport }> {
  const { dataDir, embedded, secrets, ports, addresses } = settings
  const postgres = embedded.database ? postgresPart(dataDir, ports.database) : undefined
  const env = productEnv(process.env, embedded, { addresses, ports, secrets, databaseUrl: postgres?.url })
  const database = postgres && crew.start(postgres)
  const hosting = crew.start(hostingPart(dataDir, addresses, ports, secrets))
  const others = [
    embedded.stripe ? crew.start(stripePart(dataDir, addresses, ports, secrets)) : undefined,
    embedded.mail ? crew.start(mailPart(dataDir, addresses, ports)) : undefined,
    crew.start(webPart(settings.port, env)),
  ]
  await database?.whenReady(startTimeoutMs)
  await hosting.whenReady(startTimeoutMs)
  const report = await setUpDatabase({ ...env, ...whatToSetUp(settings) }, crew)
  if (!report.needsHosting) await crew.dismiss(hosting)
  others.push(crew.start(workerPart(env)))
  await Promise.all(others.map((part) => part?.whenReady(startTimeoutMs)))
  return { env, report }
}

function whatToSetUp({ staff, addresses, secrets }: Settings): Record<string, string> {
  return {
    DEMO_STAFF_EMAIL: staff.email,
    DEMO_STAFF_PASSWORD: staff.password,
    DEMO_HOSTING_URL: addresses.hosting,
    DEMO_SITES_URL: addresses.sites,
    DEMO_HOSTING_TOKEN: secrets.hostingToken,
  }
}

function demoFileOf(settings: Settings, env: NodeJS.ProcessEnv, report: DatabaseReport): DemoFile {
  const { embedded, addresses, staff } = settings
  return {
    app: addresses.app,
    stripe: embedded.stripe ? addresses.stripe : null,
    stripeKey: env.STRIPE_SECRET_KEY ?? '',
    webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? '',
    mail: embedded.mail ? { smtp: addresses.smtp, web: addresses.inbox } : null,
    sites: report.needsHosting ? addresses.sites : null,
    database: report.databaseUrl,
    staff,
    pids: {},
  }
}
