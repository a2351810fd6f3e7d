import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ssh2 from 'ssh2'

const hostctl = fileURLToPath(new URL('..', import.meta.url))

export type Machine = {
  /** Of the key that may call hostctl, in OpenSSH's form. */
  privateKey: string
  /** e.g. `ssh-ed25519 AAAA…` */
  hostKey: string
  /** Where a port of the machine is on this one's loopback. */
  portOf: (port: 22 | 25 | 80 | 143 | 443 | 587 | 993) => number
  /** Runs a program in it as root. */
  run: (words: string[], input?: string) => Promise<{ code: number | null; output: string }>
  /** One call of hostctl without SSH. */
  call: (request: unknown) => Promise<HostctlAnswer>
  close: () => Promise<void>
}

export type HostctlAnswer = {
  // What a verb answers is for its test to say.
  ok?: { [name: string]: unknown }
  error?: { code: string; message: string }
}

const ports = [22, 25, 80, 143, 443, 587, 993] as const

/**
 * A Debian server in namespaces of its own, freshly installed by `install.sh`: no network but its own loopback, and
 * nothing that it writes is kept. Its ports are reached over sockets in a folder.
 * @param root from `prepareRoot`
 */
export async function startMachine(root: string): Promise<Machine> {
  const reach = mkdtempSync(join(tmpdir(), 'machine-'))
  const key = ssh2.utils.generateKeyPairSync('ed25519')
  const args = ['--net', '--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child', 'sh']
  const boot = spawn('unshare', [...args, join(hostctl, 'testing/boot.sh'), root, reach, hostctl, key.public])
  await untilReady(boot)
  const pid = Number(readFileSync(`/proc/${boot.pid}/task/${boot.pid}/children`, 'utf8').trim())
  const run: Machine['run'] = (words, input = '') => runIn(pid, words, input)
  const forwards = new Map<number, Server>()
  for (const port of ports) forwards.set(port, await forward(join(reach, `${port}.sock`)))
  const { output } = await run(['cat', '/etc/ssh/ssh_host_ed25519_key.pub'])
  return {
    privateKey: key.private,
    hostKey: output.trim(),
    portOf: (port) => portOf(forwards.get(port)),
    run,
    async call(request) {
      const { output: answer } = await run(['/usr/local/sbin/hostctl'], JSON.stringify(request))
      return JSON.parse(answer)
    },
    async close() {
      for (const server of forwards.values()) server.close()
      boot.stdin.end()
      await new Promise((resolve) => (boot.exitCode === null ? boot.once('exit', resolve) : resolve(undefined)))
      rmSync(reach, { recursive: true, force: true })
    },
  }
}

function untilReady(boot: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      if (/^READY$/m.test(output)) resolve()
    }
    boot.stdout?.on('data', read)
    boot.stderr?.on('data', read)
    boot.once('error', reject)
    boot.once('exit', (code) => reject(new Error(`The machine ended with ${code}: ${output}`)))
  })
}

function runIn(pid: number, words: string[], input: string): Promise<{ code: number | null; output: string }> {
  const namespaces = ['--mount', '--net', '--pid', '--uts', '--ipc', '--root', '--wd']
  const environment = ['env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LANG=C.UTF-8', 'HOME=/root']
  return new Promise((resolve, reject) => {
    const child = spawn('nsenter', ['--target', String(pid), ...namespaces, '--', ...environment, ...words])
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
    // A program that does not read is no failure of the test.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

async function forward(path: string): Promise<Server> {
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect(path)
    near.pipe(far)
    far.pipe(near)
    near.once('error', () => far.destroy())
    far.once('error', () => near.destroy())
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It keeps no process alive: a machine ends with the test that started it.
  return server.unref()
}

function portOf(server: Server | undefined): number {
  const address = server?.address()
  if (!address || typeof address !== 'object') throw new Error('The machine is closed.')
  return address.port
}
