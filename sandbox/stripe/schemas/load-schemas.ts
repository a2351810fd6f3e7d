import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Stripe from 'stripe'
import type { Schemas } from './schema'

const folder = fileURLToPath(new URL('../../../node_modules/.cache/stripe-schemas', import.meta.url))
const madeOf = ['./derive-schemas.ts', './schema-of-type.ts', './schema.ts']

/** The schemas of the installed SDK. Deriving them takes some seconds, so they are kept beside the packages. */
export async function loadSchemas(): Promise<Schemas> {
  const path = join(folder, `${digest()}.json`)
  if (!existsSync(path)) {
    // The compiler is large, and needed at this point only.
    const { deriveSchemas } = await import('./derive-schemas')
    mkdirSync(folder, { recursive: true })
    const unfinished = `${path}.${process.pid}`
    writeFileSync(unfinished, JSON.stringify(deriveSchemas()))
    renameSync(unfinished, path)
  }
  return JSON.parse(readFileSync(path, 'utf8'))
}

function digest(): string {
  const hash = createHash('sha256')
  hash.update(Stripe.PACKAGE_VERSION)
  for (const source of madeOf) hash.update(readFileSync(fileURLToPath(new URL(source, import.meta.url))))
  return hash.digest('hex').slice(0, 16)
}
