import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { writeWhole } from '../process/write-whole'
import { readKept } from './read-kept'

/** What the embedded parts and the product know of each other. */
export type Secrets = {
  appSecret: string
  stripeKey: string
  webhookSecret: string
  hostingToken: string
  staffPassword: string
}

/** Made at the first start and the same from then on, as the kept data was written under them. */
export function keepSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json')
  const kept = readKept(path)
  const keep = (name: keyof Secrets, fresh: string) => {
    const value = kept[name]
    return typeof value === 'string' ? value : fresh
  }
  const secrets = {
    appSecret: keep('appSecret', randomBytes(32).toString('base64url')),
    stripeKey: keep('stripeKey', `sk_test_${randomBytes(16).toString('hex')}`),
    webhookSecret: keep('webhookSecret', `whsec_${randomBytes(24).toString('hex')}`),
    hostingToken: keep('hostingToken', randomBytes(24).toString('base64url')),
    staffPassword: keep('staffPassword', randomBytes(12).toString('base64url')),
  }
  writeWhole(path, JSON.stringify(secrets, null, 2))
  return secrets
}
