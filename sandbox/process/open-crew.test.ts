import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { waitFor } from '@/db/testing/wait-for'
import { type Crew, openCrew } from './open-crew'
import { type Part, pauseBeforeRestart } from './run-part'

const forever = 'setInterval(() => {}, 1000)'
let logsDir: string
let crew: Crew
let starts: number

beforeEach(() => {
  logsDir = mkdtempSync(join(tmpdir(), 'migra-crew-test-'))
  starts = 0
  crew = openCrew({ logsDir, onStart: () => starts++ })
})

afterEach(async () => {
  await crew.stop([{ names: ['part', 'stubborn'], limitMs: 200 }])
  rmSync(logsDir, { recursive: true, force: true })
})

test('a part that is killed runs again within a second, and its new pid is known', async () => {
  crew.start(partOf('part', forever))
  const first = await waitFor(() => crew.pids().part)
  process.kill(first, 'SIGKILL')
  const killedAt = Date.now()
  const second = await waitFor(() => crew.pids().part !== first && crew.pids().part)
  expect(Date.now() - killedAt).toBeLessThan(1000)
  expect(isRunning(second)).toBe(true)
  expect(starts).toBe(2)
})

test('the pause grows while a part keeps dying, and has a limit', async () => {
  expect([1, 2, 3, 4, 20].map(pauseBeforeRestart)).toEqual([100, 200, 400, 800, 10_000])
  crew.start(partOf('part', 'process.exit(3)'))
  const log = await waitFor(() => {
    const text = readFileSync(join(logsDir, 'part.log'), 'utf8')
    return text.includes('in 400 ms') && text
  })
  expect(log.match(/ended \(exit code 3\); starting it again in \d+ ms/g)).toHaveLength(3)
})

test('a part that never comes up is an error that shows the end of its log', async () => {
  const part = crew.start(partOf('part', 'console.log("no such table"); process.exit(1)'))
  await expect(part.whenReady(10_000)).rejects.toThrow(/part did not start[\s\S]*no such table/)
})

test('a program that is not there is reported, not thrown', async () => {
  const part = crew.start({
    ...partOf('part', ''),
    launch: () => ({ command: '/no/such', args: [], env: process.env }),
  })
  await expect(part.whenReady(10_000)).rejects.toThrow(/ENOENT/)
})

test('stopping ends a part that ignores the request, with what it started itself', async () => {
  const part = crew.start(partOf('stubborn', ignoring))
  const [pid, grandchild] = await waitFor(() => pidsInLog('stubborn'))
  await part.stop(200)
  await waitFor(() => !isRunning(pid) && !isRunning(grandchild))
  expect(crew.pids()).toEqual({})
})

test('nothing is left when the launcher itself is killed', async () => {
  const launcher = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', launcherProgram, logsDir, ignoring],
    { stdio: 'inherit' },
  )
  const [pid, grandchild] = await waitFor(() => pidsInLog('stubborn'), { timeoutMs: 15_000 })
  launcher.kill('SIGKILL')
  await waitFor(() => !isRunning(pid) && !isRunning(grandchild))
})

/** Ignores every polite request, and has a child that does so too. Prints both pids. */
const ignoring = `
  const stay = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'
  const child = require('node:child_process').spawn(process.execPath, ['-e', stay])
  process.on('SIGTERM', () => {})
  child.once('spawn', () => console.log('pids', process.pid, child.pid))
  setInterval(() => {}, 1000)
`

const launcherProgram = `
  import { openCrew } from './sandbox/process/open-crew.ts'
  const [logsDir, program] = process.argv.slice(1)
  const launch = () => ({ command: process.execPath, args: ['-e', program], env: process.env })
  openCrew({ logsDir, onStart() {} }).start({ name: 'stubborn', launch, isReady: async () => true })
`

function partOf(name: string, program: string): Part {
  return {
    name,
    launch: () => ({ command: process.execPath, args: ['-e', program], env: process.env }),
    isReady: () => Promise.resolve(false),
  }
}

function pidsInLog(name: string): [number, number] | undefined {
  const [, pid, child] = /pids (\d+) (\d+)/.exec(readFileSync(join(logsDir, `${name}.log`), 'utf8')) ?? []
  return pid && child ? [Number(pid), Number(child)] : undefined
}

/** A zombie, which nobody has collected yet, does not count. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (error) {
    return error instanceof Error && 'syscall' in error && error.syscall !== 'kill' && process.platform !== 'linux'
  }
}
