import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import packageJson from '@/package.json' with { type: 'json' }
import { readBacklog } from './read-backlog'

const everyMs = 15_000
const timeoutMs = 5_000

/**
 * Sends the backlog's figures to a collector by OTLP over HTTP, every 15 seconds. Where it is, and what it wants to be
 * told with each request, the exporter reads from OpenTelemetry's own variables.
 * @returns what sends the last figures and ends it
 */
export function exportMetrics(): () => Promise<void> {
  const exporter = new OTLPMetricExporter({ timeoutMillis: timeoutMs })
  const provider = new MeterProvider({
    resource: resourceFromAttributes({
      'service.name': env().OTEL_SERVICE_NAME,
      'service.version': packageJson.version,
    }),
    readers: [
      new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: everyMs, exportTimeoutMillis: timeoutMs }),
    ],
  })
  observeBacklog(provider)
  return () =>
    provider.shutdown().catch((error) => {
      log().warn({ err: error }, 'the last figures could not be sent')
    })
}

function observeBacklog(provider: MeterProvider): void {
  const meter = provider.getMeter('shop')
  const deadJobs = meter.createObservableGauge('shop.jobs.dead', { description: 'Jobs that ran out of tries' })
  const event = meter.createObservableGauge('shop.events.oldest_unprocessed', {
    description: 'Age of the oldest event that is not worked off; 0 when all are',
    unit: 's',
  })
  const order = meter.createObservableGauge('shop.orders.oldest_unfinished', {
    description: 'Age of the oldest paid order that is not finished; 0 when all are',
    unit: 's',
  })
  meter.addBatchObservableCallback(
    async (observer) => {
      const backlog = await readBacklog()
      observer.observe(deadJobs, backlog.deadJobs)
      observer.observe(event, backlog.oldestEventSeconds ?? 0)
      observer.observe(order, backlog.oldestOrderSeconds ?? 0)
    },
    [deadJobs, event, order],
  )
}
