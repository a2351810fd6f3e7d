import { inject } from 'vitest'

/** An account at Stripe, in test mode. */
export type Account = { secretKey: string; apiBase: string }

declare module 'vitest' {
  interface ProvidedContext {
    /** What `npm run test:stripe` runs the suite against. Left out, each test file has a stand-in of its own. */
    stripeAccount?: Account
  }
}

export const account = inject('stripeAccount')
