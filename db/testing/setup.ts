import { randomBytes } from 'node:crypto'
import { afterAll, inject, vi } from 'vitest'
import { connect } from '../client'
import { databaseUrl, templateName } from './database-url'

// Runs once before each test file, ahead of the file's own imports: a database of its own.
const serverUrl = inject('serverUrl')
const name = `test_${randomBytes(8).toString('hex')}`
await onServer(`create database ${name} template ${templateName} strategy file_copy`)

vi.stubEnv('DATABASE_URL', databaseUrl(serverUrl, name))

afterAll(async () => {
  const { closeDatabase } = await import('../../lib/database')
  await closeDatabase()
  await onServer(`drop database ${name} with (force)`)
})

async function onServer(statement: string): Promise<void> {
  const server = connect(serverUrl, 1)
  try {
    await server.execute(statement)
  } finally {
    await server.$client.end()
  }
}
