import { type ChildProcess, spawn } from 'node:child_process'

const startTimeoutMs = 600_000

/** Variables that would switch a part to the real thing: no test or benchmark may reach that. */
const realParts = [
  ...['DATABASE_URL', 'PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD'],
  ...['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_HOST', 'PANEL_URL', 'APP_SECRET'],
]

/**
 * Starts the demo as `npm run demo` does, in a process of its own with every part embedded, and waits until it is ready.
 * @throws when it is not ready within ten minutes, which includes a build
 */
export async function startDemo({ dataDir, port }: { dataDir: string; port: number }): Promise<ChildProcess> {
  const launcher = spawn(process.execPath, ['sandbox/demo/bootstrap.mjs'], {
    env: {
      ...process.env,
      // Empty means "not set", and keeps a .env file from setting it.
      ...Object.fromEntries(realParts.map((name) => [name, ''])),
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    let output = ''
    launcher.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      output = (output + chunk.toString()).slice(-4000)
      if (output.includes('Ready: ')) resolve()
    })
    launcher.once('error', reject)
    launcher.once('exit', (code) => reject(new Error(`The demo ended with exit code ${code}`)))
    setTimeout(() => reject(new Error('The demo was not ready in time')), startTimeoutMs).unref()
  }).catch(async (error) => {
    await stopDemo(launcher)
    throw error
  })
  return launcher
}

/** Stops it and everything it started. */
export async function stopDemo(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return
  const ended = new Promise((resolve) => launcher.once('exit', resolve))
  launcher.kill('SIGTERM')
  await ended
}
