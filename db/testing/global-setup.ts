import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../sandbox/postgres/start-postgres'
import { connect } from '../client'
import { migrateDatabase } from '../migrate'
import { seed } from '../seed/seed'
import { databaseUrl, templateName } from './database-url'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A role that may create databases, in a PostgreSQL that ends with this run. */
    serverUrl: string
  }
}

/** One PostgreSQL for the whole run, with a migrated and seeded database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'migra-test-'))
  const server = await startPostgres({ dataDir, port: 0, durable: false })
  const stop = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await createTemplate(server.url)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('serverUrl', server.url)
  return stop
}

async function createTemplate(serverUrl: string): Promise<void> {
  const server = connect(serverUrl, 1)
  await server.execute(`create database ${templateName}`)
  await server.$client.end()
  const url = databaseUrl(serverUrl, templateName)
  await migrateDatabase(url)
  const template = connect(url, 1)
  await seed(template)
  await template.$client.end()
}
