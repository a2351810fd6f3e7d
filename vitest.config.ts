import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    // The last two boot a whole Debian and are not yet steady enough to be part of every run.
    exclude: [
      ...configDefaults.exclude,
      'e2e/**',
      '.data/**',
      '.next/**',
      'hostctl/**',
      'lib/provisioning/drivers/debian/**',
    ],
    globalSetup: 'db/testing/global-setup.ts',
    setupFiles: 'db/testing/setup.ts',
    // db/testing/setup.ts adds DATABASE_URL.
    env: {
      DATABASE_POOL_SIZE: '5',
      PANEL_URL: 'http://localhost:3000',
      APP_SECRET: 'a secret of the tests that is long enough',
      STRIPE_SECRET_KEY: 'sk_test_vitest',
      STRIPE_WEBHOOK_SECRET: 'whsec_vitest',
      // Nothing listens there: a test that sends mail or calls Stripe starts a server and sets these first.
      STRIPE_API_BASE: 'http://127.0.0.1:1',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: '1',
      SMTP_USER: '',
      SMTP_PASS: '',
      EMAIL_FROM: 'hello@migrahosting.example',
      LOG_LEVEL: 'silent',
    },
    // Much of these tests is waiting, so two files at once are faster even where there is one core.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
