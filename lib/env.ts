import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { z } from 'zod'

const portNumber = z.coerce.number().int().min(1).max(65535)

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** The address customers type, without a trailing slash, e.g. `https://my.host.example`. */
  PANEL_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** At least 32 characters. Signs sign-in cookies and encrypts server credentials. */
  APP_SECRET: z.string().min(32),
  /** Or its parts, as libpq names them; they become this one. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  PGHOST: z
    .string()
    .regex(/^[\w.:[\]-]+$/, 'must be a host name or address')
    .optional(),
  PGPORT: portNumber.optional(),
  /** Connections that one process may open. */
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  STRIPE_SECRET_KEY: z.string().regex(/^(sk|rk)_(test|live)_\w+$/, 'must look like sk_test_… or sk_live_…'),
  /** Makes the payment page part of the shop's own; of the same account and mode as the secret key. */
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, 'must look like pk_test_… or pk_live_…')
    .optional(),
  /** One signing secret, or several separated by commas while one is being rolled. */
  STRIPE_WEBHOOK_SECRET: z.string().transform((list, context) => {
    const secrets = list
      .split(',')
      .map((secret) => secret.trim())
      .filter(Boolean)
    if (secrets.length === 0 || secrets.some((secret) => !secret.startsWith('whsec_'))) {
      context.addIssue({ code: 'custom', message: 'must be one or more whsec_… values, separated by commas' })
    }
    return secrets
  }),
  /** Whether Stripe Tax works out the tax on each payment. */
  STRIPE_TAX: z.enum(['on', 'off']).default('off'),
  /** Whether it comes on top of our prices or is within them. */
  STRIPE_TAX_BEHAVIOR: z.enum(['exclusive', 'inclusive']).default('exclusive'),
  /** Only for a stand-in of Stripe on this machine; with a live key it is refused. */
  STRIPE_API_BASE: z.url({ protocol: /^https?$/, hostname: /^(localhost|127\.0\.0\.1)$/ }).optional(),
  SMTP_HOST: z.string().min(1),
  SMTP_PORT: portNumber,
  SMTP_USER: z.string().optional(),
  SMTP_PASS: z.string().optional(),
  /** Envelope sender; its domain is the domain of the departments' addresses. */
  EMAIL_FROM: z.email(),
  /** Who is asked where a customer's domain leads, e.g. `9.9.9.9` or `127.0.0.1:5353`; without it, the system's own resolver. */
  DNS_RESOLVER: z.string().refine(isResolver, 'must be an IP address, with a port or without').optional(),
  /** Of the mail server that hands over what comes back: then envelope senders name their mails. */
  MAIL_BOUNCE_SECRET: z.string().min(16).optional(),
  /** Jobs that one worker process runs at a time. */
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(8),
  /** Only for `npm run chaos`: where a worker reads at which boundary of an order it dies (lib/fulfilment/crash-points.ts). */
  CRASH_POINTS_DIR: z.string().optional(),
  /** Checkout attempts that one network address may make in a minute. */
  CHECKOUT_ATTEMPTS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  /** Days between a failed renewal and the suspension of its service. */
  BILLING_GRACE_DAYS: z.coerce.number().int().min(1).max(60).default(7),
  /** Days for which the data of a service that is over is kept. */
  BILLING_RETENTION_DAYS: z.coerce.number().int().min(8).max(365).default(30),
  /** Address of a collector of OpenTelemetry; its other OTEL_EXPORTER_OTLP_… variables work as well. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** What the collector is to call us. */
  OTEL_SERVICE_NAME: z.string().default('shop'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/**
 * The settings of this process, read once from `.env` and the environment (which wins).
 * @throws InvalidEnvironment naming every variable that is missing or malformed.
 */
export function env(): Env {
  parsed ??= readEnv()
  return parsed
}

export class InvalidEnvironment extends Error {
  override name = 'InvalidEnvironment'
}

function readEnv(): Env {
  if (existsSync('.env')) process.loadEnvFile('.env')
  // An empty value in a .env file means "not set".
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const result = schema.safeParse({ ...set, DATABASE_URL: set.DATABASE_URL ?? databaseUrlFromParts(set) })
  if (!result.success) throw new InvalidEnvironment(explain(result.error, set))
  if (result.data.STRIPE_API_BASE && result.data.STRIPE_SECRET_KEY.includes('_live_')) {
    throw new InvalidEnvironment('STRIPE_API_BASE is set together with a live STRIPE_SECRET_KEY: remove one of them.')
  }
  refuseMixedModes(result.data)
  if (result.data.CRASH_POINTS_DIR && !result.data.STRIPE_API_BASE) {
    throw new InvalidEnvironment('CRASH_POINTS_DIR makes workers die: it is only for a stand-in of Stripe. Remove it.')
  }
  return result.data
}

function isResolver(text: string): boolean {
  const address = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+)(?::\d+)?$/.exec(text)?.[1] ?? text
  return isIP(address) !== 0
}

/** With a key of each mode a session would open, and then no browser could show it. */
function refuseMixedModes({ STRIPE_PUBLISHABLE_KEY: shown, STRIPE_SECRET_KEY: secret }: Env): void {
  if (!shown || shown.startsWith('pk_live_') === secret.includes('_live_')) return
  const message =
    'One of STRIPE_PUBLISHABLE_KEY and STRIPE_SECRET_KEY is a test key and the other a live one: use a pair.'
  throw new InvalidEnvironment(message)
}

/** The five standard variables of libpq, as one address; undefined unless host and database are there. */
function databaseUrlFromParts(set: Record<string, string | undefined>): string | undefined {
  if (!set.PGHOST || !set.PGDATABASE) return undefined
  const address = `postgres://${set.PGHOST}:${set.PGPORT ?? 5432}/${encodeURIComponent(set.PGDATABASE)}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  url.username = encodeURIComponent(set.PGUSER ?? 'postgres')
  url.password = encodeURIComponent(set.PGPASSWORD ?? '')
  return url.toString()
}

function explain(error: z.ZodError, set: Record<string, string | undefined>): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0])
    const missing = issue.code === 'invalid_type' && /undefined|NaN/.test(issue.message) && !set[name]
    return `  ${name}: ${missing ? 'is not set' : issue.message}`
  })
  return ['These settings are missing or malformed (see .env.example):', ...lines].join('\n')
}
