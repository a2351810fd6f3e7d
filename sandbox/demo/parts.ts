import { join } from 'node:path'
import { doesPostgresAnswer } from '../postgres/does-postgres-answer'
import { postgresEnv, preparePostgres } from '../postgres/prepare-postgres'
import type { Part } from '../process/run-part'
import type { Ports } from './choose-ports'
import type { Secrets } from './keep-secrets'
import { type Addresses, ownEnv } from './read-settings'

/** V8 keeps new objects in as little memory as it can: a demo has to fit beside a browser and an editor. */
const smallHeap = ['--max-semi-space-size=1']

const typescript = ['--import', 'tsx']

export function postgresPart(dataDir: string, port: number): Part & { url: string } {
  const options = { dataDir: join(dataDir, 'postgres'), port, durable: true }
  const { url } = preparePostgres(options)
  return {
    name: 'postgres',
    url,
    launch: () => ({ ...preparePostgres(options), env: postgresEnv }),
    isReady: () => doesPostgresAnswer(url),
    stopSignal: 'SIGINT',
  }
}

export function stripePart(dataDir: string, addresses: Addresses, ports: Ports, secrets: Secrets): Part {
  return {
    name: 'stripe',
    launch: () => ({
      command: process.execPath,
      args: [...smallHeap, ...typescript, 'sandbox/stripe/main.ts'],
      env: {
        ...ownEnv(process.env),
        STRIPE_SANDBOX_PORT: String(ports.stripe),
        STRIPE_SANDBOX_DATA_DIR: join(dataDir, 'stripe'),
        STRIPE_SANDBOX_WEBHOOK_URL: `${addresses.app}/api/webhooks/stripe`,
        STRIPE_SECRET_KEY: secrets.stripeKey,
        STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
      },
    }),
    isReady: () => answers(addresses.stripe),
  }
}

export function mailPart(dataDir: string, addresses: Addresses, ports: Ports): Part {
  return {
    name: 'mail',
    launch: () => ({
      command: process.execPath,
      args: [...smallHeap, ...typescript, 'sandbox/mail/main.ts'],
      env: {
        ...ownEnv(process.env),
        MAIL_SANDBOX_SMTP_PORT: String(ports.smtp),
        MAIL_SANDBOX_WEB_PORT: String(ports.inbox),
        MAIL_SANDBOX_DATA_DIR: join(dataDir, 'mail'),
      },
    }),
    isReady: () => answers(`${addresses.inbox}/api/healthz`, 200),
  }
}

export function hostingPart(dataDir: string, addresses: Addresses, ports: Ports, secrets: Secrets): Part {
  return {
    name: 'hosting',
    launch: () => ({
      command: process.execPath,
      args: [...smallHeap, ...typescript, 'sandbox/hosting/main.ts'],
      env: {
        ...ownEnv(process.env),
        HOSTING_SANDBOX_DATA_DIR: join(dataDir, 'hosting'),
        HOSTING_SANDBOX_CONTROL_PORT: String(ports.hosting),
        HOSTING_SANDBOX_SITES_PORT: String(ports.sites),
        HOSTING_SANDBOX_TOKEN: secrets.hostingToken,
      },
    }),
    isReady: () => answers(addresses.hosting),
  }
}

export function webPart(port: number, env: NodeJS.ProcessEnv): Part {
  return {
    name: 'web',
    launch: () => ({
      command: process.execPath,
      args: [...smallHeap, 'node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
      env,
    }),
    isReady: () => answers(`http://127.0.0.1:${port}/api/health`, 200),
  }
}

export function workerPart(env: NodeJS.ProcessEnv): Part {
  return {
    name: 'worker',
    launch: () => ({ command: process.execPath, args: [...smallHeap, ...typescript, 'lib/worker/main.ts'], env }),
    isReady: (log) => Promise.resolve(log.tail().includes('worker started')),
  }
}

/** @param status without one, any answer will do */
async function answers(url: string, status?: number): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) })
    await response.body?.cancel()
    return status === undefined || response.status === status
  } catch {
    return false
  }
}
