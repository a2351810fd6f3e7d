/** Next calls this once before it serves. The condition keeps Node's modules out of a build for other runtimes. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    await import('./lib/web/require-settings')
    const { limitShutdown } = await import('./lib/web/limit-shutdown')
    limitShutdown()
    const { requireTls } = await import('./lib/web/require-tls')
    requireTls()
  }
}
