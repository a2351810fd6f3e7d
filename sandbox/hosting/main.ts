import { startHosting } from './server'

const { HOSTING_SANDBOX_DATA_DIR, HOSTING_SANDBOX_CONTROL_PORT, HOSTING_SANDBOX_SITES_PORT, HOSTING_SANDBOX_TOKEN } =
  process.env
if (!HOSTING_SANDBOX_DATA_DIR || !HOSTING_SANDBOX_TOKEN) {
  throw new Error('Set HOSTING_SANDBOX_DATA_DIR and HOSTING_SANDBOX_TOKEN')
}

const hosting = await startHosting({
  dataDir: HOSTING_SANDBOX_DATA_DIR,
  controlPort: Number(HOSTING_SANDBOX_CONTROL_PORT ?? 0),
  sitesPort: Number(HOSTING_SANDBOX_SITES_PORT ?? 0),
  token: HOSTING_SANDBOX_TOKEN,
})
console.info(`Hosting: sites on ${hosting.sitesUrl}, control on ${hosting.controlUrl}`)

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) return
    isStopping = true
    void hosting.close().then(() => process.exit(0))
  })
}
