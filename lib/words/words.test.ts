import { expect, test } from 'vitest'
import { wordsOf } from './words-of'

/** The sentences of a language by where they stand, with `{0}` and so on for what a function is given. */
function sentencesOf(words: unknown, path: string): [path: string, sentence: string][] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words === 'function') {
    const names = Array.from({ length: words.length }, (_, index) => `{${index}}`)
    return [[path, String(words(...names))]]
  }
  return Object.entries(words ?? {}).flatMap(([name, below]) => sentencesOf(below, `${path}.${name}`))
}

const account = (locale: 'en' | 'es') => {
  const { account, panel, planChange, notices } = wordsOf(locale)
  return sentencesOf({ account, panel, planChange, notices }, '')
}
const inSpanish = new Map(account('es'))

test('a sentence names the same things in each language', () => {
  const names = (text = '') => (text.match(/\{\w+\}/g) ?? []).sort().join()
  const different = account('en').filter(([path, sentence]) => names(inSpanish.get(path)) !== names(sentence))
  expect(different).toEqual([])
})

test('no sentence was left in English', () => {
  const same = account('en').filter(([path, sentence]) => /\w \w/.test(sentence) && inSpanish.get(path) === sentence)
  expect(same.map(([path]) => path)).toEqual([])
})
