import { createServer, type RequestListener } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { openBalancer } from './open-balancer'
import { listen, openLine } from './open-line'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  closers.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return listen(server)
}

async function ask(port: number): Promise<string> {
  const headers = { connection: 'close' }
  const signal = AbortSignal.timeout(5_000)
  return (await fetch(`http://127.0.0.1:${port}/`, { headers, signal })).text()
}

test('a line carries requests, breaks those under way when it is reset, and carries again', async () => {
  let isAsked = false
  const target = await serve((request, response) => {
    if (isAsked) response.end('hello')
    isAsked = true
    request.resume()
  })
  const line = await openLine(target)
  closers.push(line.close)

  const underWay = ask(line.port)
  await waitFor(() => isAsked)
  line.cut('reset')
  await expect(underWay).rejects.toThrow()
  await expect(ask(line.port)).rejects.toThrow()
  line.restore()
  expect(await ask(line.port)).toBe('hello')
})

test('a silent line loses nothing: what waited is answered once it speaks again', async () => {
  const waiting: (() => void)[] = []
  const line = await openLine(await serve((_, response) => waiting.push(() => response.end('late'))))
  closers.push(line.close)
  const underWay = ask(line.port)
  await waitFor(() => waiting.length === 1)
  line.cut('silence')
  const fresh = ask(line.port)
  waiting[0]?.()
  expect(await Promise.race([underWay, fresh, pause(200, 'silence')])).toBe('silence')

  line.restore()
  expect(await underWay).toBe('late')
  await waitFor(() => waiting.length === 2)
  waiting[1]?.()
  expect(await fresh).toBe('late')
})

test('a line that was cut twice at once is whole after the second is over, and carries each byte once', async () => {
  const bodies: string[] = []
  const line = await openLine(
    await serve((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        bodies.push(body)
        response.end('read')
      })
    }),
  )
  closers.push(line.close)
  line.cut('silence')
  line.cut('silence')
  line.restore()
  const sent = fetch(`http://127.0.0.1:${line.port}/`, {
    method: 'POST',
    body: 'once',
    headers: { connection: 'close' },
  })
  expect(await Promise.race([sent, pause(200, 'silence')])).toBe('silence')
  line.restore()
  expect(await (await sent).text()).toBe('read')
  expect(bodies).toEqual(['once'])
})

test('a balancer takes turns, and passes over what does not answer', async () => {
  const first = await serve((_, response) => response.end('first'))
  const second = await serve((_, response) => response.end('second'))
  const both = await openBalancer([first, second])
  const one = await openBalancer([1, second])
  const none = await openBalancer([1, 2])
  closers.push(both.close, one.close, none.close)

  expect(new Set([await ask(both.port), await ask(both.port)])).toEqual(new Set(['first', 'second']))
  for (let time = 0; time < 4; time++) expect(await ask(one.port)).toBe('second')
  await expect(ask(none.port)).rejects.toThrow()
})
