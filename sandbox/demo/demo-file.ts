import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../process/write-whole'

/** `DATA_DIR/demo.json`, for tests and scripts. A part that is not embedded has null for its address and no pid. */
export type DemoFile = {
  app: string
  /** Base address of the Stripe stand-in. */
  stripe: string | null
  stripeKey: string
  webhookSecret: string
  mail: { smtp: string; web: string } | null
  /** Where a site answers by its `Host` header. */
  sites: string | null
  database: string
  staff: { email: string; password: string }
  pids: Record<string, number>
}

export function writeDemoFile(dataDir: string, content: DemoFile): void {
  writeWhole(pathOf(dataDir), JSON.stringify(content, null, 2))
}

export function removeDemoFile(dataDir: string): void {
  rmSync(pathOf(dataDir), { force: true })
}

function pathOf(dataDir: string): string {
  return join(dataDir, 'demo.json')
}
