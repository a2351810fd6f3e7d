import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { PhpPool } from './php-pool'
import type { PhpSite } from './php-thread'
import { ensureSiteFolder, siteFolderOf } from './site-folder'
import { makeDataDir } from './try-hosting'

const cleanUps: (() => void | Promise<void>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

function openPool(options: Partial<PhpPool['options']> = {}) {
  const { dataDir, remove } = makeDataDir()
  const pool = new PhpPool({ maxThreads: 6, idleMs: 60_000, limitMs: 5_000, maxWaitMs: 20_000, ...options })
  cleanUps.push(remove, () => pool.close())
  const site = (username: string, code: string): PhpSite => {
    const folder = siteFolderOf(dataDir, username)
    ensureSiteFolder(folder, { isNew: true, nonce: username })
    mkdirSync(folder.public, { recursive: true })
    writeFileSync(join(folder.public, 'index.php'), `<?php ${code}`)
    return { username, folder }
  }
  const run = async (to: PhpSite, query = '', left?: AbortSignal) => {
    const request = {
      scriptPath: `/home/${to.username}/public/index.php`,
      relativeUri: `/?${query}`,
      method: 'GET',
      protocol: 'http' as const,
      headers: { host: 'x.example' },
      $_SERVER: { QUERY_STRING: query },
    }
    const reply = await pool.run(to, request, left)
    return Buffer.from(reply.body).toString('utf8')
  }
  return { pool, site, run }
}

test('requests of one site wait for each other and keep their order', async () => {
  const { site, run } = openPool()
  const counter = site(
    'counter',
    '$n = (int) @file_get_contents("/tmp/n"); usleep(2000); file_put_contents("/tmp/n", $n + 1); echo $n;',
  )
  expect(await Promise.all(Array.from({ length: 20 }, () => run(counter)))).toEqual(
    Array.from({ length: 20 }, (_, index) => String(index)),
  )
})

test('the least recently used site makes room for another', async () => {
  const { pool, site, run } = openPool({ maxThreads: 2 })
  const [a, b, c] = [site('siteaaa', 'echo "a";'), site('sitebbb', 'echo "b";'), site('siteccc', 'echo "c";')]
  expect([await run(a), await run(b), await run(a), await run(c)]).toEqual(['a', 'b', 'a', 'c'])
  expect(pool.threadCount()).toBe(2)
  expect(await Promise.all([run(a), run(b), run(c), run(b)])).toEqual(['a', 'b', 'c', 'b'])
  expect(pool.threadCount()).toBeLessThanOrEqual(2)
})

test('an idle thread ends, and the next request starts another', async () => {
  const { pool, site, run } = openPool({ idleMs: 200 })
  const quiet = site('quiet', 'echo "here";')
  await run(quiet)
  await until(() => pool.threadCount() === 0)
  expect(await run(quiet)).toBe('here')
})

test('a thread that was started ahead answers the first request', async () => {
  const { pool, site, run } = openPool()
  const ready = site('ready', 'echo "here";')
  pool.warm(ready)
  expect(pool.threadCount()).toBe(1)
  expect(await run(ready)).toBe('here')
  expect(pool.threadCount()).toBe(1)
})

test('a request beyond the time limit fails alone: the next of the same site is answered', async () => {
  const { site, run } = openPool({ limitMs: 500 })
  const mixed = site('mixed', 'if ($_GET) { while (true) {} } echo "fine";')
  const outcomes = await Promise.allSettled([run(mixed), run(mixed, 'loop=1'), run(mixed)])
  expect(outcomes).toMatchObject([
    { status: 'fulfilled', value: 'fine' },
    { status: 'rejected', reason: { code: 'time_limit' } },
    { status: 'fulfilled', value: 'fine' },
  ])
})

test('a site may be asked thousands of times', async () => {
  const { site, run } = openPool()
  const popular = site('popular', 'echo "fine";')
  for (let request = 0; request < 2_100; request++) expect(await run(popular)).toBe('fine')
})

test('requests that come while a thread is being ended are answered by the next', async () => {
  const { pool, site, run } = openPool({ limitMs: 1_500, maxWaitMs: 10_000 })
  const mixed = site('mixed', 'if ($_GET) { while (true) {} } echo "fine";')
  const loop = run(mixed, 'loop=1').catch(() => 'stopped')
  expect(pool.threadCount()).toBe(1)
  while (pool.threadCount() > 0) await pause(0)
  expect(await Promise.all([run(mixed), run(mixed), loop])).toEqual(['fine', 'fine', 'stopped'])
})

test('when every thread is taken for too long, a site is told so', async () => {
  const { site, run } = openPool({ maxThreads: 1, limitMs: 3_000, maxWaitMs: 300 })
  const looping = run(site('looping', 'while (true) {}')).catch((error: unknown) => error)
  await expect(run(site('waiting', 'echo 1;'))).rejects.toMatchObject({ code: 'busy' })
  expect(await looping).toMatchObject({ code: 'time_limit' })
})

test('who leaves before it is their turn takes no turn', async () => {
  const { pool, site, run } = openPool({ maxThreads: 1, limitMs: 500 })
  const looping = run(site('looping', 'while (true) {}')).catch((error: unknown) => error)
  const left = new AbortController()
  const waiting = run(site('waiting', 'echo 1;'), '', left.signal)
  left.abort()
  await expect(waiting).rejects.toMatchObject({ message: 'The visitor has left' })
  expect(await looping).toMatchObject({ code: 'time_limit' })
  expect(pool.threadCount()).toBe(0)
})

test('ending a site ends what it is doing', async () => {
  const { pool, site, run } = openPool()
  const stubborn = site('stubborn', 'while (true) {}')
  const running = run(stubborn).catch((error: unknown) => error)
  await pause(50)
  await pool.end('stubborn')
  expect(await running).toMatchObject({ code: 'crashed' })
  expect(pool.threadCount()).toBe(0)
})

async function until(check: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!check()) {
    if (Date.now() > deadline) throw new Error('Waited 5 s in vain')
    await pause(20)
  }
}
