import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as accounts from './schema/accounts'
import * as alerts from './schema/alerts'
import * as audit from './schema/audit'
import * as billing from './schema/billing'
import * as breakers from './schema/breakers'
import * as catalog from './schema/catalog'
import * as checkout from './schema/checkout'
import * as disputes from './schema/disputes'
import * as fulfilment from './schema/fulfilment'
import * as mail from './schema/mail'
import * as provisioning from './schema/provisioning'
import * as rateLimits from './schema/rate-limits'
import * as reconciliation from './schema/reconciliation'
import * as serviceState from './schema/service-state'
import * as webhooks from './schema/webhooks'

const schema = {
  ...accounts,
  ...alerts,
  ...audit,
  ...billing,
  ...breakers,
  ...catalog,
  ...checkout,
  ...disputes,
  ...fulfilment,
  ...mail,
  ...provisioning,
  ...rateLimits,
  ...reconciliation,
  ...serviceState,
  ...webhooks,
}

/**
 * A pool of connections to a PostgreSQL.
 * @param url `postgres://…`
 * @param poolSize connections it may open at most
 * @param settings of each session, by their names in PostgreSQL
 */
export function connect(url: string, poolSize: number, settings: Record<string, number> = {}) {
  const client = postgres(url, {
    max: poolSize,
    connect_timeout: 5,
    idle_timeout: 20,
    onnotice: () => {},
    connection: { application_name: 'migra-hosting', ...settings },
  })
  return drizzle(client, { schema, casing: 'snake_case' })
}

export type Db = ReturnType<typeof connect>
/** What a function takes that runs inside its caller's transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]
export type Executor = Db | Tx
