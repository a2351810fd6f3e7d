import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const cache = join(process.cwd(), 'node_modules/.cache/debian-root')

export type DebianRoot = { kind: 'ready'; folder: string } | { kind: 'unavailable'; why: string }

/**
 * A Debian 12 folder with the packages of a hosting server. It is built once, in a minute or two, and kept until the
 * list of packages changes.
 */
export async function prepareRoot(): Promise<DebianRoot> {
  const why = whyNot()
  if (why) return { kind: 'unavailable', why }
  const packages = ['../packages', 'packages'].map((name) => readFileSync(join(here, name), 'utf8')).join('')
  const script = join(here, 'build-root.sh')
  const hash = createHash('sha256').update(packages).update(readFileSync(script)).digest('hex').slice(0, 16)
  const folder = join(cache, hash)
  if (existsSync(folder)) return { kind: 'ready', folder }
  mkdirSync(cache, { recursive: true })
  const { code, output } = await build(script, folder, packages)
  if (code === 0) return { kind: 'ready', folder }
  return { kind: 'unavailable', why: `a Debian root could not be built: ${output.slice(-500)}` }
}

function whyNot(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a Debian server is built and run by root only'
  if (!existsSync('/etc/os-release') || !/^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))) {
    return 'a Debian server is built on Debian only'
  }
  const namespaces = spawnSync('unshare', ['--net', '--mount', '--pid', '--uts', '--ipc', '--fork', 'true'])
  return namespaces.status === 0 ? undefined : 'this machine does not let a process have namespaces of its own'
}

/** Test files run side by side: one of them builds, and the others wait. */
function build(script: string, folder: string, packages: string): Promise<{ code: number | null; output: string }> {
  console.info('Building a Debian 12 server to test on …')
  return new Promise((resolve, reject) => {
    const child = spawn('flock', [join(cache, 'lock'), 'sh', script, folder], { stdio: ['pipe', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
    child.stdin.end(packages)
  })
}
