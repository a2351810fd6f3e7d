import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { locales } from '@/lib/words/locale'
import { readLegalText } from './read-legal-text'

const folder = mkdtempSync(join(tmpdir(), 'legal-'))
mkdirSync(join(folder, 'content', 'en'), { recursive: true })

afterEach(() => vi.restoreAllMocks())
afterAll(() => rmSync(folder, { recursive: true }))

function readWritten(text: string) {
  writeFileSync(join(folder, 'content', 'en', 'terms.md'), text)
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
  return readLegalText('terms', 'en')
}

test.each(['terms', 'privacy'] as const)('the %s are in force in one version, in every language', async (name) => {
  const texts = await Promise.all(locales.map((locale) => readLegalText(name, locale)))
  expect(new Set(texts.map(({ version }) => version)).size).toBe(1)
  for (const { markdown } of texts) expect(markdown).toMatch(/^# \w/)
})

test('the version is taken off the text', async () => {
  expect(await readWritten('---\r\nversion: 2027-01-05\r\n---\r\n# Terms')).toEqual({
    version: '2027-01-05',
    markdown: '# Terms',
  })
})

test.each(['# Terms', '---\nversion: soon\n---\n# Terms', '---\nversion: 2027-19-05\n---\n# Terms'])(
  'without a version that is a day, the text is of no use: %j',
  async (text) => {
    await expect(readWritten(text)).rejects.toThrow('content/en/terms.md must begin with')
  },
)
