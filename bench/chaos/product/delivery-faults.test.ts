import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { startStripe } from '@/sandbox/stripe/server'
import { withoutDeliveries } from './delivery-faults'
import { listen } from './open-line'

test('what happens without deliveries is told to nobody, and what happens afterwards is', async () => {
  const heard: string[] = []
  const shop = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push(JSON.parse(body).data.object.email)
    response.end('{}')
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'delivery-faults-'))
  const webhookUrl = `http://127.0.0.1:${await listen(shop)}/`
  const options = { dataDir, port: 0, secretKey: 'sk_test_vitest', webhookSecret: 'whsec_vitest', webhookUrl }
  const stripe = await startStripe(options)
  const { hostname, port } = new URL(stripe.url)
  const sdk = new Stripe('sk_test_vitest', { host: hostname, port, protocol: 'http', telemetry: false })
  const standIn = { addresses: { stripe: stripe.url }, secrets: { stripeKey: 'sk_test_vitest' } }
  const made = await withoutDeliveries(standIn, () => sdk.customers.create({ email: 'lost@example.com' }))
  expect(made.id).toMatch(/^cus_/)
  await sdk.customers.create({ email: 'told@example.com' })
  await waitFor(() => heard.length > 0)
  expect(heard).toEqual(['told@example.com'])
  await stripe.close()
  shop.close()
  rmSync(dataDir, { recursive: true, force: true })
})
