/** Which parts of the outside world are embedded; each is real as soon as its own variables are set. */
export type Embedded = { database: boolean; stripe: boolean; mail: boolean }

/** @throws when only some of a part's variables are set */
export function chooseParts(env: NodeJS.ProcessEnv): Embedded {
  const stripe = [env.STRIPE_SECRET_KEY, env.STRIPE_WEBHOOK_SECRET].filter(Boolean).length
  if (stripe === 1) throw new Error('Set both STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or neither of them.')
  return {
    database: !env.DATABASE_URL && !env.PGHOST,
    stripe: stripe === 0,
    mail: !env.SMTP_HOST,
  }
}
