import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** PostgreSQL refuses to run as root; this is `nobody` on Debian, Alpine and Red Hat alike. */
const unprivilegedId = 65534

export type Home = { path: string; owner: { uid: number; gid: number } | undefined }

/**
 * The folder for server and cluster: `dataDir` itself, or, when the user that PostgreSQL runs as cannot reach that
 * (a clone below /root), one below /var/tmp whose name is kept in `dataDir`.
 */
export function chooseHome(dataDir: string): Home {
  const folder = resolve(dataDir)
  mkdirSync(folder, { recursive: true })
  if (process.getuid?.() !== 0) return { path: folder, owner: undefined }
  chmodSync(folder, passable)
  const owner = { uid: unprivilegedId, gid: unprivilegedId }
  return { path: isReachable(folder) ? folder : homeElsewhere(folder), owner }
}

/** Others may pass through but not look around. */
const passable = 0o711

function isReachable(folder: string): boolean {
  const mayEnter = (statSync(folder).mode & 0o001) !== 0
  const parent = dirname(folder)
  return mayEnter && (parent === folder || isReachable(parent))
}

function homeElsewhere(dataDir: string): string {
  const note = join(dataDir, 'location')
  if (existsSync(note)) {
    const known = readFileSync(note, 'utf8').trim()
    if (existsSync(known)) return known
  }
  // Unlike /tmp, /var/tmp outlives a restart of the machine.
  const base = existsSync('/var/tmp') ? '/var/tmp' : tmpdir()
  const path = mkdtempSync(join(base, 'migra-postgres-'))
  chmodSync(path, passable)
  writeFileSync(note, path, { mode: 0o600 })
  console.info(`PostgreSQL runs as an unprivileged user that cannot enter ${dataDir}: its files are in ${path}`)
  return path
}
