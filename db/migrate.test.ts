import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { databaseUrl } from './testing/database-url'

const name = `migrate_${process.pid}`
const url = databaseUrl(inject('serverUrl'), name)

beforeAll(() => onServer(`create database ${name}`))
afterAll(() => onServer(`drop database ${name} with (force)`))

async function onServer(statement: string): Promise<void> {
  const sql = postgres(inject('serverUrl'), { max: 1 })
  await sql.unsafe(statement)
  await sql.end()
}

/** As `npm run db:migrate` does it, in a process of its own. */
function migrate(): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/db-migrate.ts'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'ignore',
  })
  return new Promise((resolve, reject) => child.once('close', resolve).once('error', reject))
}

test('processes that start at the same time migrate an empty database once, and all of them find it ready', async () => {
  expect(await Promise.all([migrate(), migrate(), migrate(), migrate()])).toEqual([0, 0, 0, 0])
  const sql = postgres(url, { max: 1 })
  const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
  const done = await sql`select hash from drizzle.__drizzle_migrations`
  expect(done).toHaveLength(journal.entries.length)
  expect(new Set(done.map((row) => row.hash)).size).toBe(done.length)
  expect(await sql`select 1 from graphile_worker.jobs`).toEqual([])
  await sql.end()
  expect(await migrate()).toBe(0)
}, 60_000)
