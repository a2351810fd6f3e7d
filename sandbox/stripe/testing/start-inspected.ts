import { inspectEvent, inspectExchange } from '../schemas/inspect-exchange'
import { loadSchemas } from '../schemas/load-schemas'
import { type StripeOptions, startStripe } from '../server'

/**
 * For tests: a stand-in whose every exchange and event is held against the SDK's types. Closing it fails when one of
 * them does not fit: a request that Stripe would not have taken, or an answer that it would not have given.
 */
export async function startInspected(options: StripeOptions): ReturnType<typeof startStripe> {
  const schemas = await loadSchemas()
  const mismatches = new Set<string>()
  const note = (found: string[]) => {
    for (const mismatch of found) mismatches.add(mismatch)
  }
  const running = await startStripe({
    ...options,
    onAnswer: (exchange) => note(inspectExchange(schemas, exchange)),
    onEvent: (event) => {
      note(inspectEvent(schemas, event))
      options.onEvent?.(event)
    },
  })
  return {
    url: running.url,
    async close() {
      await running.close()
      if (mismatches.size > 0) throw new Error(`The SDK's types say otherwise:\n${[...mismatches].join('\n')}`)
    },
  }
}
