import { createServer, type Server } from 'node:net'
import { createInterface } from 'node:readline'
import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alerts } from '@/db/schema/alerts'
import { checkoutSessions } from '@/db/schema/checkout'
import { waitFor } from '@/db/testing/wait-for'
import { db } from '@/lib/database'
import { closeTransport } from '@/lib/mail/transport'
import { startWorker } from '@/lib/worker/start-worker'
import { getProgress } from './get-progress'
import { resumeFulfilment } from './resume-fulfilment'
import { openShop, rowsOf, untilCompleted } from './testing/open-shop'

let shop: Awaited<ReturnType<typeof openShop>>
let worker: Awaited<ReturnType<typeof startWorker>>
let mailServer: Server
let refusesReaders = true

beforeAll(async () => {
  shop = await openShop()
  await shop.mail.stop()
  mailServer = await startMailServer(shop.mail.port)
  worker = await startWorker()
})

afterAll(async () => {
  await worker.stop()
  await worker.ended
  closeTransport()
  mailServer.close()
  await shop.close()
})

async function untilParked(sessionId: string): Promise<void> {
  await waitFor(async () => (await getProgress(sessionId))?.state === 'needs_person', { timeoutMs: 15_000 })
}

async function openAlertsOf(orderId: string) {
  return db()
    .select()
    .from(alerts)
    .where(and(eq(alerts.subject, `checkout_sessions:${orderId}`), isNull(alerts.resolvedAt)))
}

test('an order whose mail is refused stops there, for a person; its site is live, and stays so', async () => {
  const sessionId = await shop.buy('refused@example.com')
  await untilParked(sessionId)
  const { order, site } = await rowsOf(sessionId)
  expect(site).toMatchObject({ status: 'active' })
  expect(await getProgress(sessionId)).toMatchObject({ siteUrl: site?.url, waitsFor: null })
  const [alert, ...others] = await openAlertsOf(order.id)
  expect(others).toEqual([])
  expect(alert).toMatchObject({ kind: 'order_needs_person', summary: expect.stringContaining('No such user') })

  refusesReaders = false
  await resumeFulfilment(order.id, 'user:staff')
  expect(await openAlertsOf(order.id)).toEqual([])
  await untilCompleted(sessionId)
  refusesReaders = true
})

test('an order for which Stripe took another amount stops before anything is made for it', async () => {
  const ordered = await shop.order('amount@example.com')
  await db().update(checkoutSessions).set({ amount: 1 }).where(eq(checkoutSessions.email, 'amount@example.com'))
  await shop.pay(ordered)
  await untilParked(ordered.sessionId)
  const { order, site } = await rowsOf(ordered.sessionId)
  expect(site).toBeNull()
  expect(await getProgress(ordered.sessionId)).toMatchObject({ siteUrl: null })
  expect(await openAlertsOf(order.id)).toMatchObject([{ kind: 'order_needs_person', count: 1 }])
})

/** Takes every mail but for the readers that it does not know. */
function startMailServer(port: number): Promise<Server> {
  const replies: Record<string, string> = { EHLO: '250 mail.example', DATA: '354 Go ahead', QUIT: '221 Bye' }
  const server = createServer((socket) => {
    let isMail = false
    socket.on('error', () => {})
    socket.write('220 mail.example\r\n')
    createInterface(socket).on('line', (line) => {
      if (isMail && line !== '.') return
      const command = line.split(' ', 1)[0]?.toUpperCase() ?? ''
      isMail = command === 'DATA'
      const refused = command === 'RCPT' && refusesReaders
      socket.write(`${refused ? '550 5.1.1 No such user here' : (replies[command] ?? '250 Fine')}\r\n`)
    })
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)))
}
