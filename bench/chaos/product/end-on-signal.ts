import { rmSync } from 'node:fs'
import type { Product } from './start-product'

/** Ends the product, and this process with it, when someone asks for that; nothing is left behind. */
export function endOnSignal({ stop, dataDir }: Pick<Product, 'stop' | 'dataDir'>): void {
  let isEnding = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // npm passes on a Ctrl-C that the terminal has sent us already.
      if (isEnding) return
      isEnding = true
      console.info(`\n${signal}: stopping …`)
      void stop().finally(() => {
        rmSync(dataDir, { recursive: true, force: true })
        process.exit(1)
      })
    })
  }
}
