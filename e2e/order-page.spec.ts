import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import postgres from 'postgres'
import { order, pay } from '../bench/buy-once'
import { demo } from './demo'
import { completeStep, deleteOrders, insertOrder } from './order-rows'
import { newEmail } from './shop'

let sql: postgres.Sql
test.beforeAll(() => {
  sql = postgres(demo().database, { max: 1 })
})
test.afterAll(async () => {
  await deleteOrders(sql)
  await sql.end()
})

const pageOf = (sessionId: string, locale = '') => `${locale}/checkout/complete?session_id=${sessionId}`

type State = {
  title: string
  order?: Record<string, string | Date>
  fulfilment?: Record<string, string>
  next?: string
}

/** Each state as its rows say it, with its heading and the one thing to do. */
const states: State[] = [
  { title: 'Waiting for your payment' },
  { title: 'Your payment is on its way', order: { payment_delayed_at: new Date() } },
  { title: 'The payment did not go through', order: { status: 'failed' }, next: 'Order again' },
  { title: 'This payment page has expired', order: { status: 'expired' }, next: 'Order again' },
  { title: 'We are setting up your site', fulfilment: {} },
  { title: 'Your site waits for room on a server', fulfilment: { waits_for: 'room' } },
  { title: 'A server of ours does not answer', fulfilment: { waits_for: 'server:1' } },
  { title: 'We wait for our payment provider', fulfilment: { waits_for: 'stripe' } },
  { title: 'Your site is live; our mail is late', fulfilment: { waits_for: 'smtp' } },
  { title: 'Your order needs one of us', fulfilment: { status: 'needs_person' }, next: 'Write to us' },
]

test('each state of an order has a page of its own, with its number and its next step, that anyone can read', async ({
  page,
}) => {
  test.setTimeout(180_000)
  for (const { title, order: columns, fulfilment, next } of states) {
    const { id, sessionId } = await insertOrder(sql, columns, fulfilment)
    await page.goto(pageOf(sessionId))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.getByText(id.slice(0, 8).toUpperCase())).toBeVisible()
    const actions = page.getByRole('main').getByRole('link')
    if (next) await expect(actions.first()).toHaveText(next)
    else await expect(actions).toHaveCount(0)
    await check(page, title)
  }
})

test('an order that is over unpaid leads back to its own form, in its language and currency', async ({ page }) => {
  const { sessionId } = await insertOrder(sql, { status: 'failed', locale: 'es', currency: 'eur' })
  await page.goto(pageOf(sessionId, '/es'))
  await page.getByRole('main').getByRole('link', { name: 'Pedir otra vez' }).click()
  await expect(page).toHaveURL(/\/es\/checkout\?plan=premium&cycle=yearly&.*currency=eur/)
  await expect(page.getByRole('complementary')).toContainText('122,28 €')
})

test('an order that is done says when, shows the site as a picture that runs nothing, and leads there', async ({
  page,
  request,
}) => {
  const { url, sessionId } = await order(demo().app, newEmail('picture'))
  await pay(url)
  await page.goto(pageOf(sessionId))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your site is live', { timeout: 20_000 })
  const paid = page.getByRole('listitem').filter({ hasText: 'Payment received' })
  await expect(paid.locator('time')).toHaveText(/\d\d:\d\d:\d\d/)
  const picture = page.locator('iframe[title^="Preview of user"]')
  await expect(picture).toHaveAttribute('sandbox', '')
  await expect(picture.contentFrame().getByText('Your website is running on PHP 8.2')).toBeVisible()
  await check(page, 'live')

  const { headers } = await readHeaders(request.get(`/api/checkout/preview?session_id=${sessionId}`))
  expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none';.* frame-ancestors 'self'$/)
  expect(headers['x-frame-options']).toBe('SAMEORIGIN')

  await sql`update fulfilments set status = 'needs_person' where checkout_session_id in
    (select id from checkout_sessions where stripe_session_id = ${sessionId})`
  await page.goto(pageOf(sessionId))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your site is live, but our mail did not arrive')
  await expect(page.getByRole('main').getByRole('link').first()).toHaveText('Open your site')
  await check(page, 'mail refused')
  await sql`update fulfilments set status = 'completed' where status = 'needs_person'`
})

async function readHeaders(asked: Promise<{ headers(): Record<string, string> }>) {
  return { headers: (await asked).headers() }
}

test('a Stripe that hangs does not hold the page up', async ({ request }) => {
  const { sessionId } = await order(demo().app, newEmail('hanging'))
  const address = `${demo().stripe}/_sandbox/faults`
  const headers = { authorization: `Bearer ${demo().stripeKey}` }
  await request.get(pageOf(sessionId))
  const fault = { kind: 'api_timeout', 'only[]': '/v1/checkout/sessions' }
  await request.post(address, { headers, form: fault })
  try {
    const startedAt = performance.now()
    const answer = await fetch(`${demo().app}${pageOf(sessionId)}`)
    expect(performance.now() - startedAt).toBeLessThan(1000)
    expect(await answer.text()).toContain('Waiting for your payment')
  } finally {
    await request.delete(address, { headers })
  }
})

test('steps arrive in words, moving only for who likes movement, and a screen reader hears of each', async ({
  page,
}) => {
  const rows = await insertOrder(sql, {}, {})
  await page.goto(pageOf(rows.sessionId))
  await expect(page.getByRole('listitem').filter({ hasText: 'Account created' })).toContainText('Working')
  const isMoving = () => page.evaluate(() => document.getAnimations().length > 0)
  expect(await isMoving()).toBe(true)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(isMoving).toBe(false)

  await completeStep(sql, rows, 'account')
  await completeStep(sql, rows, 'customer')
  const heard = page.getByRole('status').first()
  await expect(heard).toHaveText('We are setting up your site. Account created: 2 of 7 done.')
  await expect(page.getByRole('listitem').filter({ hasText: 'Account created' })).toContainText('done at')
})

test('where streams are held back or refused the page asks instead; a lost connection is said, and ends', async ({
  page,
  context,
}) => {
  const rows = await insertOrder(sql, {}, {})
  const isDone = (stage: string) =>
    expect(page.getByRole('listitem').filter({ hasText: stage })).toContainText('done at')
  const isStream = (headers: Record<string, string>) => headers.accept?.includes('text/event-stream') ?? false
  // A proxy that collects the answer before it passes it on: the browser hears nothing, and no error either.
  await page.route('**/api/checkout/progress*', (route) =>
    isStream(route.request().headers()) ? undefined : route.continue(),
  )
  await page.clock.install()
  await page.goto(pageOf(rows.sessionId))
  await completeStep(sql, rows, 'account')
  await completeStep(sql, rows, 'customer')
  await page.clock.fastForward(3000)
  await isDone('Account created')

  await context.setOffline(true)
  await expect(page.getByText('The connection to us is lost')).toBeVisible()
  await completeStep(sql, rows, 'subscription')
  await completeStep(sql, rows, 'checkout_completed')
  await context.setOffline(false)
  await isDone('Order confirmed')
  await expect(page.getByText('The connection to us is lost')).toHaveCount(0)

  // Streams work again, and nothing else does.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route('**/api/checkout/progress*', (route) =>
    isStream(route.request().headers()) ? route.continue() : route.abort(),
  )
  await page.clock.fastForward(20_000)
  await completeStep(sql, rows, 'placed')
  await isDone('Server chosen')
  await expect(page.getByText('The connection to us is lost')).toHaveCount(0)
})

/** Nothing for axe to find, in one of the schemes in turn, and nothing that scrolls sideways. */
async function check(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: checked++ % 2 ? 'dark' : 'light' })
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(scrolls, `${name} at ${width}`).toBeLessThanOrEqual(width)
    if (!process.env.SCREENSHOTS || width === 320) continue
    const file = `${name.replace(/\W+/g, '-')}-${width}.png`
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${file}`, fullPage: true })
  }
  expect((await new AxeBuilder({ page }).analyze()).violations, name).toEqual([])
}
let checked = 0
