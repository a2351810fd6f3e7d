import { z } from 'zod'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostname = z
  .string()
  .regex(new RegExp(`^(?=.{4,253}$)(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`), 'must be a domain name')

/** Names that a machine needs for itself, or that would mislead a visitor. */
const reservedUsernames = new Set(
  'root admin administrator daemon nobody system sys www www-data nginx apache php mysql postgres mail postfix dovecot ftp ssh sshd backup operator localhost hosting host test'.split(
    ' ',
  ),
)

export const usernameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]{2,31}$/, 'must be 3 to 32 of a to z and 0 to 9, and begin with a letter')
  .refine((name) => !reservedUsernames.has(name), 'is reserved')

/** Chosen by the caller, who may ask for the same copy again. */
export const backupNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be 1 to 64 of A to Z, a to z, 0 to 9 and -')

/** What a caller wants an account to be. */
export const accountSpecSchema = z.strictObject({
  /** Tag of whoever asked for the account first; nobody else may touch it. */
  owner: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be 1 to 64 of A to Z, a to z, 0 to 9 and -'),
  /** Rises with each change; a lower one arrives late and is refused. */
  generation: z.int().min(1),
  domain: hostname,
  /** A name of this host's own, which works before the domain points here. */
  systemDomain: hostname,
  phpVersion: z.string().max(16),
  suspended: z.boolean(),
  /** Told by the site's own PHP at the probe address. */
  nonce: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/, 'must be 16 to 128 of A to Z, a to z, 0 to 9, _ and -'),
  limits: z.strictObject({ storageMb: z.int().min(1) }),
})

export type AccountSpec = z.infer<typeof accountSpecSchema>

export const accountSchema = accountSpecSchema.extend({
  username: usernameSchema,
  /** ISO 8601; a terminated account stays as a tombstone. */
  terminatedAt: z.string().nullable(),
})

export type Account = z.infer<typeof accountSchema>

/** Every `Host` that the account answers to. A browser on this machine finds `*.localhost` by itself (RFC 6761). */
export function hostnamesOf({ domain, systemDomain }: Pick<Account, 'domain' | 'systemDomain'>): string[] {
  return [...new Set([domain, `www.${domain}`, systemDomain, `${systemDomain.split('.')[0]}.localhost`])]
}
