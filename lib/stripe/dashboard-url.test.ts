import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** The settings are read once, so each case reads them anew. */
async function urlWith(key: string, base = ''): Promise<string | null> {
  vi.resetModules()
  vi.stubEnv('STRIPE_SECRET_KEY', key)
  vi.stubEnv('STRIPE_API_BASE', base)
  const { dashboardUrl } = await import('./dashboard-url')
  return dashboardUrl('customers', 'cus_1')
}

test("staff are led to Stripe's dashboard, in test mode to its test side, and with the stand-in nowhere", async () => {
  expect(await urlWith('sk_live_abc')).toBe('https://dashboard.stripe.com/customers/cus_1')
  expect(await urlWith('rk_test_abc')).toBe('https://dashboard.stripe.com/test/customers/cus_1')
  expect(await urlWith('sk_test_abc', 'http://127.0.0.1:4242')).toBeNull()
})
