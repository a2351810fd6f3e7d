import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { doesPostgresAnswer } from './does-postgres-answer'
import { startPostgres } from './start-postgres'

const dataDir = mkdtempSync(join(tmpdir(), 'migra-postgres-test-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

test('keeps its data through kill -9, and answers under the same password', async () => {
  const first = await startPostgres({ dataDir, port: 0 })
  await run(first.url, 'create table notes as select 7 as note')
  process.kill(first.pid, 'SIGKILL')
  await waitFor(async () => !(await doesPostgresAnswer(first.url)))

  const second = await startPostgres({ dataDir, port: 0 })
  expect(await run(second.url, 'select note from notes')).toEqual([{ note: 7 }])
  await second.stop()
  expect(await doesPostgresAnswer(second.url)).toBe(false)
})

test('refuses a wrong password, and sorts texts alike everywhere', async () => {
  const server = await startPostgres({ dataDir, port: 0 })
  const wrong = new URL(server.url)
  wrong.password = 'wrong'
  await expect(run(wrong.toString(), 'select 1')).rejects.toThrow('password authentication failed')
  expect(await run(server.url, `select 'a' < 'B' as a, lower('Ä') as lower`)).toEqual([{ a: false, lower: 'ä' }])
  await server.stop()
})

async function run(url: string, statement: string) {
  const client = postgres(url, { max: 1 })
  try {
    return [...(await client.unsafe(statement))]
  } finally {
    await client.end()
  }
}
