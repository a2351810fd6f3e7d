import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const npmFolder = 'node_modules/.cache/chromium'
/** The newest that runs on Node 20. */
const npmChromium = '@sparticuz/chromium@143.0.4'

/**
 * The path of a Chromium for the browser tests: one that is here, else one that can be had.
 * @throws with what to do, when there is none
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.CHROMIUM_PATH
  if (named && !works(named)) throw new Error(`CHROMIUM_PATH=${named} does not start.`)
  for (const way of [() => named, () => chromium.executablePath(), installed, downloaded, fromApt, fromNpm]) {
    const path = await way()
    if (path && works(path)) return path
  }
  throw new Error('No browser was found, and none could be installed: set CHROMIUM_PATH to a Chromium or Chrome.')
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...candidates, ...macPrograms].find(works)
}

function downloaded(): string {
  const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'))
  attempt("Downloading Playwright's Chromium", process.execPath, [playwright, 'install', 'chromium'])
  return chromium.executablePath()
}

function fromApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  attempt('Reading the list of Debian packages', 'apt-get', ['update'])
  attempt('Installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  return installed()
}

/** For a machine that reaches npm and nothing else. */
async function fromNpm(): Promise<string | undefined> {
  attempt('Installing Chromium from npm', 'npm', ['install', '--prefix', npmFolder, '--no-save', npmChromium])
  const entry = join(process.cwd(), npmFolder, 'node_modules/@sparticuz/chromium/build/esm/index.js')
  if (!existsSync(entry)) return undefined
  const { default: packed }: { default: { executablePath(): Promise<string> } } = await import(
    pathToFileURL(entry).href
  )
  return packed.executablePath()
}

/** Whether it helped is seen by looking for the browser again. */
function attempt(title: string, command: string, args: string[]): void {
  console.info(`${title} …`)
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  })
}

/** Not merely there: a downloaded browser may miss libraries of the system. */
function works(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0
}
