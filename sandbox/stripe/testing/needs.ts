import type { TestOptions } from 'vitest'
import { account } from './account'

declare module 'vitest' {
  interface TaskMeta {
    /** Why a case cannot run against Stripe itself. */
    cannotRun?: string
  }
}

/** What the stand-in gives to a test and Stripe does not, each with the reason. */
const reasons = {
  'a page': 'Stripe’s own pages are for a person in a browser: a test cannot read them or post their forms',
  'a receiver': 'Stripe cannot deliver to an address on this machine',
  controls: 'faults and controls are the stand-in’s own',
  'its own process': 'an account cannot be started, stopped, set up or looked into by a test',
  'its own time': 'the time of an account cannot be moved: only a test clock can',
  'its own words': 'Stripe answers this in other words, or knows no such limit',
  'exact moments': 'Stripe collects a renewal about an hour after its invoice was made, at a moment that it chooses',
  'a plan of retries': 'when Stripe tries again, and what comes after, is a setting of the account that has no API',
  'a long advance': 'Stripe moves a test clock by two intervals at most',
  'card numbers': 'Stripe takes bare card numbers from accounts only that were allowed to send them',
  'odd requests': 'thousands of odd requests in a row are nothing to do to somebody else’s service',
}

/**
 * The options of a case that needs something of the stand-in: against Stripe itself it is skipped, and the report says
 * why. A case without runs everywhere.
 */
export function needs(...things: (keyof typeof reasons)[]): TestOptions {
  if (!account) return {}
  return { skip: true, meta: { cannotRun: things.map((thing) => reasons[thing]).join('; ') } }
}
