import { type ChildProcess, execFileSync, spawn } from 'node:child_process'

/** Of the line to the database, which can be cut, and of the one to everything else: ours ends in 1, the other's in 2. */
const hosts = process.pid % 100
const databaseNet = `10.231.${100 + hosts}`
const otherNet = `10.232.${100 + hosts}`
const databaseLine = `db${process.pid}`
const otherLine = `all${process.pid}`

export const ourAddress = `${databaseNet}.1`

/** Another host needs a network of its own, which only root may make, and only on Linux. */
export function canOpenFarHost(): boolean {
  if (process.getuid?.() !== 0) return false
  try {
    run('ip', 'netns', 'add', probeName)
    run('ip', 'netns', 'del', probeName)
    return true
  } catch {
    return false
  }
}

const probeName = `shop-probe-${process.pid}`

/** For tests: another host, as a network namespace with two lines to this one. */
export function openFarHost() {
  const name = `shop-${process.pid}`
  const enter = ['ip', 'netns', 'exec', name]
  const forwarders: ChildProcess[] = []
  run('ip', 'netns', 'add', name)
  openLine(name, databaseLine, databaseNet)
  openLine(name, otherLine, otherNet)
  run('ip', '-n', name, 'link', 'set', 'lo', 'up')
  return {
    /** Where we find what listens there. */
    address: `${otherNet}.2`,
    /** What a command must begin with to be run there. */
    enter,
    /** Lets it find ports of this machine's 127.0.0.1 on its own. */
    forward(ports: number[]): void {
      forwarders.push(forward([], `${otherNet}.1`, '127.0.0.1', ports))
      forwarders.push(forward(enter, '127.0.0.1', `${otherNet}.1`, ports))
    },
    /** The line to the database falls silent: nothing is refused, nothing is answered. */
    cut: () => run('ip', 'link', 'set', `${databaseLine}a`, 'down'),
    join: () => run('ip', 'link', 'set', `${databaseLine}a`, 'up'),
    close(): void {
      for (const forwarder of forwarders) forwarder.kill()
      run('ip', 'netns', 'del', name)
    },
  }
}

function openLine(name: string, line: string, net: string): void {
  run('ip', 'link', 'add', `${line}a`, 'type', 'veth', 'peer', 'name', `${line}b`, 'netns', name)
  run('ip', 'addr', 'add', `${net}.1/24`, 'dev', `${line}a`)
  run('ip', 'link', 'set', `${line}a`, 'up')
  run('ip', '-n', name, 'addr', 'add', `${net}.2/24`, 'dev', `${line}b`)
  run('ip', '-n', name, 'link', 'set', `${line}b`, 'up')
}

function forward(prefix: string[], from: string, to: string, ports: number[]): ChildProcess {
  const script = ['lib/worker/testing/forward.mjs', from, to, ...ports.map(String)]
  const [command = '', ...args] = [...prefix, process.execPath, ...script]
  return spawn(command, args, { stdio: 'ignore' })
}

function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: 'pipe' })
}
