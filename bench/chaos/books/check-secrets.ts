import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import type { Product } from '@/bench/chaos/product/start-product'
import { passwordIn } from './check-mails'
import type { Finding } from './finding'
import type { Mail } from './read-books'

type Secret = { what: string; text: string }

/** Looks for every secret there is: in the logs of all parts, and in every column of every table, job payloads too. */
export async function checkSecrets(
  product: Pick<Product, 'secrets' | 'databaseUrl' | 'logsDir'>,
  sql: postgres.Sql,
  mails: Mail[],
): Promise<Finding[]> {
  const secrets = listSecrets(product, mails)
  return [inLogs(product.logsDir, secrets), await inDatabase(sql, secrets)]
}

function listSecrets({ secrets, databaseUrl }: Pick<Product, 'secrets' | 'databaseUrl'>, mails: Mail[]): Secret[] {
  const passwords = [...new Set(mails.map(passwordIn).filter((password) => password !== undefined))]
  return [
    ...Object.entries(secrets).map(([what, text]) => ({ what, text })),
    { what: 'database password', text: decodeURIComponent(new URL(databaseUrl).password) },
    ...passwords.map((text) => ({ what: 'temporary password', text })),
  ]
}

function inLogs(logsDir: string, secrets: Secret[]): Finding {
  const files = readdirSync(logsDir)
  const differences = files.flatMap((file) => {
    const content = readFileSync(join(logsDir, file), 'utf8')
    return secrets.filter(({ text }) => content.includes(text)).map(({ what }) => `A ${what} is in ${file}`)
  })
  return { title: `None of ${secrets.length} secrets is in a log`, looked: files.length, differences }
}

async function inDatabase(sql: postgres.Sql, secrets: Secret[]): Promise<Finding> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  const differences: string[] = []
  for (const { schema, name } of tables) {
    // A row as text holds all of its columns.
    const found = await sql<{ text: string }[]>`
      select distinct secret as text
      from ${sql(schema)}.${sql(name)} as rows, unnest(${secrets.map(({ text }) => text)}::text[]) as secret
      where position(secret in rows::text) > 0`
    for (const { text } of found) {
      differences.push(`A ${secrets.find((secret) => secret.text === text)?.what} is in the table ${schema}.${name}`)
    }
  }
  return { title: `None of ${secrets.length} secrets is in the database`, looked: tables.length, differences }
}
