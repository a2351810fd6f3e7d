import { expect, test } from 'vitest'
import { checkoutSessions } from '@/db/schema/checkout'
import { mailOptouts } from '@/db/schema/mail'
import { stopRemindersPath } from '@/lib/checkout/stop-reminders-path'
import { db } from '@/lib/database'
import { GET, POST } from './route'

const [order] = await db()
  .insert(checkoutSessions)
  .values({
    email: 'Maria@Example.com',
    customerName: 'Maria',
    productCode: 'premium',
    billingCycle: 'yearly',
    amount: 1,
    renewalAmount: 1,
    currency: 'usd',
    locale: 'es',
  })
  .returning()
const path = stopRemindersPath(order?.id ?? '')

function ask(address: string, method: 'GET' | 'POST'): Promise<Response> {
  const init = method === 'POST' ? { method, body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) } : {}
  const request = new Request(new URL(address, 'http://localhost:3000'), init)
  return method === 'POST' ? POST(request) : GET(request)
}

const stopped = () => db().select({ address: mailOptouts.address }).from(mailOptouts)

test('a look at the link stops nothing and leads to the page with the button, in the reader’s language', async () => {
  const answer = await ask(path, 'GET')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toMatch(/^\/es\/checkout\/reminders\?token=/)
  expect(await stopped()).toEqual([])
})

test('one click in a mail program stops reminders, without a page, and twice is once', async () => {
  for (const _ of [1, 2]) expect((await ask(path, 'POST')).status).toBe(200)
  expect(await stopped()).toEqual([{ address: 'maria@example.com' }])
})

test('the button does the same and leads to the page that says so', async () => {
  await db().delete(mailOptouts)
  const answer = await ask(`${path}&back=1`, 'POST')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/es/checkout/reminders?stopped=1')
  expect(await stopped()).toHaveLength(1)
})

test('a link that is not complete stops nothing and says so', async () => {
  await db().delete(mailOptouts)
  for (const address of [path.slice(0, -5), '/api/mail/unsubscribe', '/api/mail/unsubscribe?token=x.y']) {
    expect((await ask(address, 'GET')).headers.get('location')).toBe('/checkout/reminders')
    expect((await ask(address, 'POST')).status).toBe(400)
    expect((await ask(`${address}${address.includes('?') ? '&' : '?'}back=1`, 'POST')).headers.get('location')).toBe(
      '/checkout/reminders',
    )
  }
  expect(await stopped()).toEqual([])
})
