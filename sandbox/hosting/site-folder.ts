import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeWhole } from '../process/write-whole'

/** Where one site's files are, as absolute paths without symbolic links. */
export type SiteFolder = {
  root: string
  /** The customer's own: `public/` in it is served. */
  home: string
  public: string
  tmp: string
  /** The host's: the probe and the nonce that it tells. */
  probe: string
}

export function siteFolderOf(dataDir: string, username: string): SiteFolder {
  const root = join(dataDir, 'sites', username)
  const home = join(root, 'home')
  return { root, home, public: join(home, 'public'), tmp: join(root, 'tmp'), probe: join(root, 'probe') }
}

/** Makes what is missing. The welcome page is given to new sites only: afterwards the folder is the customer's. */
export function ensureSiteFolder(folder: SiteFolder, { isNew, nonce }: { isNew: boolean; nonce: string }): void {
  for (const path of [folder.public, folder.tmp, folder.probe]) mkdirSync(path, { recursive: true, mode: 0o700 })
  copyFileSync(pathOf('./php/probe.php'), join(folder.probe, 'probe.php'))
  writeWhole(join(folder.probe, 'nonce'), nonce)
  const index = join(folder.public, 'index.php')
  if (isNew && !existsSync(index)) copyFileSync(pathOf('./php/welcome.php'), index)
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}
