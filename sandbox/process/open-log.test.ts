import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openLog } from './open-log'

const folder = mkdtempSync(join(tmpdir(), 'migra-log-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a log keeps one older file and never grows beyond its limit', () => {
  const path = join(folder, 'web.log')
  const log = openLog(path, 100)
  for (let line = 0; line < 50; line++) log.write(`line ${line}\n`)
  expect(statSync(path).size).toBeLessThan(120)
  expect(statSync(`${path}.1`).size).toBeLessThan(120)
  expect(readFileSync(path, 'utf8')).toContain('line 49')
  expect(log.tail()).toContain('line 49')
})
