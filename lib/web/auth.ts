import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { nextCookies } from 'better-auth/next-js'
import { accounts, sessions, users, verifications } from '@/db/schema/accounts'
import { minPasswordLength } from '@/lib/accounts/check-new-password'
import { hashPassword, maxPasswordBytes, verifyPassword } from '@/lib/accounts/password-hash'
import { brand } from '@/lib/brand'
import { db } from '@/lib/database'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const sevenDaysInSeconds = 7 * 24 * 60 * 60

let instance: ReturnType<typeof createAuth> | undefined

/**
 * Sign-in and sessions, by better-auth on our own tables. Called from the server only (`auth().api.…`): its HTTP handler
 * is not mounted, so that nothing goes round the rules in session.ts.
 */
export function auth() {
  instance ??= createAuth()
  return instance
}

function createAuth() {
  const { APP_SECRET, PANEL_URL } = env()
  return betterAuth({
    appName: brand.name,
    baseURL: PANEL_URL,
    secret: APP_SECRET,
    telemetry: { enabled: false },
    database: drizzleAdapter(db(), {
      provider: 'pg',
      schema: { user: users, account: accounts, session: sessions, verification: verifications },
    }),
    user: {
      additionalFields: {
        role: { type: ['customer', 'staff'], input: false, required: true, defaultValue: 'customer' },
        mustChangePassword: { type: 'boolean', input: false, required: true, defaultValue: false },
      },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength,
      maxPasswordLength: maxPasswordBytes,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: {
      expiresIn: sevenDaysInSeconds,
      // A page may not set cookies, so a session ends where its cookie does.
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    advanced: {
      database: { generateId: 'uuid' },
      useSecureCookies: PANEL_URL.startsWith('https://'),
    },
    logger: {
      // Wrong passwords are its warnings; they are nobody's work.
      level: 'error',
      log: (level, message) => log()[level]({ part: 'better-auth' }, message),
    },
    plugins: [nextCookies()],
  })
}
