import { setMaxListeners } from 'node:events'

const stopping = new AbortController()
// One for each visitor who follows an order.
setMaxListeners(0, stopping.signal)
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort())

/** Aborts when this process is told to stop: what would go on for as long as its reader listens ends then. */
export const shutdown = stopping.signal
