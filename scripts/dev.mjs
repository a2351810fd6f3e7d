import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

// `npm run dev`: the web part as it is being written, beside a running demo and on its data.
const settings = '.data/settings.env'
if (!existsSync(settings)) {
  console.error('Start `npm run demo` first and leave it running: its database, mail and sites are used here.')
  process.exit(1)
}
process.loadEnvFile(settings)
const next = ['node_modules/next/dist/bin/next', 'dev', '-H', '127.0.0.1', '-p', '3001']
const child = spawn(process.execPath, next, { stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 0))
