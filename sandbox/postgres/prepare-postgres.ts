import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chooseHome, type Home } from './choose-home'
import { installServer } from './install-server'
import { removeStalePid } from './remove-stale-pid'

export type PostgresOptions = {
  dataDir: string
  port: number
  /** Whether a commit survives a power cut. Off only for tests. */
  durable: boolean
}

/** A program to start, and where its database answers once it runs. */
export type PreparedPostgres = {
  command: string
  args: string[]
  owner: { uid: number; gid: number } | undefined
  cwd: string
  url: string
}

/** Nothing of ours: PostgreSQL takes settings from PG… variables too. */
export const postgresEnv: NodeJS.ProcessEnv = { NODE_ENV: 'production' }

/** Makes server, cluster and password on first use, and clears what a killed server left. Starts nothing. */
export function preparePostgres({ dataDir, port, durable }: PostgresOptions): PreparedPostgres {
  const home = chooseHome(dataDir)
  const programs = installServer(home.path)
  const password = keepPassword(join(dataDir, 'password'))
  const cluster = join(home.path, 'cluster')
  if (!existsSync(cluster)) createCluster(home, programs, cluster, password)
  removeStalePid(cluster)
  return {
    command: join(programs, 'postgres'),
    args: ['-D', cluster, ...settings(port, durable).flatMap((setting) => ['-c', setting])],
    owner: home.owner,
    cwd: home.path,
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
  }
}

function keepPassword(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(path, 'utf8').trim()
}

function createCluster({ path: home, owner }: Home, programs: string, cluster: string, password: string): void {
  const unfinished = `${cluster}.new`
  const passwordFile = join(home, 'initial-password')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (owner) for (const path of [unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid)
  try {
    execFileSync(
      join(programs, 'initdb'),
      [
        ...['-D', unfinished, '-U', 'postgres', '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
        // The same order of texts on every machine, whatever its own locale.
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
      ],
      { ...owner, cwd: home, stdio: 'pipe', env: postgresEnv },
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(unfinished, cluster)
}

/** Sized for one small shop: the defaults would take three times the memory. */
function settings(port: number, durable: boolean): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=32MB',
    'max_wal_size=256MB',
    'max_worker_processes=2',
    'max_logical_replication_workers=0',
    'wal_level=minimal',
    'max_wal_senders=0',
    // Reads in the backend itself instead of three more processes.
    'io_method=sync',
    'jit=off',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
}
