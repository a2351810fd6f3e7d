import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locale } from '@/lib/words/locale'

export type LegalTextName = 'terms' | 'privacy'

/** `version` is the day since which it is in force, e.g. `2026-11-23`. */
export type LegalText = { version: string; markdown: string }

const frontMatter = /^---\r?\nversion: (\d{4}-\d{2}-\d{2})\r?\n---\r?\n/

/**
 * A text of content/, which the host edits: Markdown after a front matter that names its version.
 * @throws when there is no version, as nobody could say then what was agreed to
 */
export async function readLegalText(name: LegalTextName, locale: Locale): Promise<LegalText> {
  const file = join('content', locale, `${name}.md`)
  const text = await readFile(join(process.cwd(), file), 'utf8')
  const [head, version] = frontMatter.exec(text) ?? []
  if (!head || !version || Number.isNaN(Date.parse(version))) {
    throw new Error(`${file} must begin with the lines "---", "version: 2026-11-23" and "---", with its own day`)
  }
  return { version, markdown: text.slice(head.length) }
}
