/** Next itself waits for requests without a limit. */
const shutdownLimitMs = 20_000

/** Ends this process so long after it was told to stop, whatever still runs. */
export function limitShutdown(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => setTimeout(() => process.exit(0), shutdownLimitMs).unref())
  }
}
