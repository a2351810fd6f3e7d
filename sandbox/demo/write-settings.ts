import { join } from 'node:path'
import { writeWhole } from '../process/write-whole'

const names = [
  ...['PANEL_URL', 'APP_SECRET', 'DATABASE_URL', 'PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD'],
  ...['STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE'],
  ...['SMTP_HOST', 'SMTP_PORT', 'SMTP_USER', 'SMTP_PASS', 'EMAIL_FROM'],
]

/** Writes `DATA_DIR/settings.env`, with which another process, such as `npm run dev`, joins the running product. */
export function writeSettings(dataDir: string, env: NodeJS.ProcessEnv): void {
  const lines = names.filter((name) => env[name]).map((name) => `${name}=${JSON.stringify(env[name])}\n`)
  writeWhole(join(dataDir, 'settings.env'), lines.join(''))
}
