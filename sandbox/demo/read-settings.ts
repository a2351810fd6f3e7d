import { brand } from '../../lib/brand'
import type { Embedded } from './choose-parts'
import type { Ports } from './choose-ports'
import type { Secrets } from './keep-secrets'

export type Addresses = {
  app: string
  stripe: string
  smtp: string
  inbox: string
  hosting: string
  sites: string
}

export function addressesOf(appPort: number, ports: Ports): Addresses {
  return {
    app: `http://localhost:${appPort}`,
    stripe: `http://127.0.0.1:${ports.stripe}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    inbox: `http://127.0.0.1:${ports.inbox}`,
    hosting: `http://127.0.0.1:${ports.hosting}`,
    sites: `http://127.0.0.1:${ports.sites}`,
  }
}

/** The environment of web and worker: as it was given, with the embedded parts in the place of what was not set. */
export function productEnv(
  given: NodeJS.ProcessEnv,
  embedded: Embedded,
  { addresses, ports, secrets, databaseUrl }: Surroundings,
): NodeJS.ProcessEnv {
  return {
    ...ownEnv(given),
    NODE_ENV: 'production',
    PANEL_URL: given.PANEL_URL || addresses.app,
    APP_SECRET: given.APP_SECRET || secrets.appSecret,
    EMAIL_FROM: given.EMAIL_FROM || `hello@${brand.sitesDomain}`,
    // The launcher reads the worker's log for its start.
    LOG_LEVEL: 'info',
    ...(embedded.database && { DATABASE_URL: databaseUrl }),
    ...(embedded.stripe && {
      STRIPE_SECRET_KEY: secrets.stripeKey,
      STRIPE_WEBHOOK_SECRET: secrets.webhookSecret,
      STRIPE_API_BASE: addresses.stripe,
    }),
    ...(embedded.mail && { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(ports.smtp), SMTP_USER: '', SMTP_PASS: '' }),
  }
}

type Surroundings = { addresses: Addresses; ports: Ports; secrets: Secrets; databaseUrl: string | undefined }

/** Without what npm adds for its own scripts. */
export function ownEnv(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(given).filter(([name]) => !name.startsWith('npm_'))
  return { ...frugalMalloc, ...Object.fromEntries(own), NODE_ENV: 'development' }
}

/** Makes glibc give memory back that it would keep for each thread: 150 MB over all parts after some purchases. */
const frugalMalloc = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' }
