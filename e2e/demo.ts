import { readFileSync } from 'node:fs'
import { z } from 'zod'

const demoFile = z.object({
  app: z.string(),
  stripe: z.string(),
  stripeKey: z.string(),
  webhookSecret: z.string(),
  mail: z.object({ smtp: z.string(), web: z.string() }),
  sites: z.string(),
  database: z.string(),
  staff: z.object({ email: z.string(), password: z.string() }),
  pids: z.record(z.string(), z.number()),
})

/** Addresses, keys and process ids of the demo under test, as they are now. */
export function demo(): z.infer<typeof demoFile> {
  return demoFile.parse(JSON.parse(readFileSync(demoPath(), 'utf8')))
}

/** Where the demo's file is, beside its other data. */
export function demoPath(): string {
  return process.env.DEMO_JSON ?? '.data/demo.json'
}
