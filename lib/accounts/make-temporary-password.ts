import { randomInt } from 'node:crypto'

/** What each password has at least one of. Nothing that looks like something else, and nothing that HTML or a shell reads. */
export const temporaryPasswordAlphabets = {
  lower: 'abcdefghijkmnpqrstuvwxyz',
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  digit: '23456789',
  symbol: '#%*+=?@!',
} as const

const length = 16

/** 16 characters from the system's random source: some 95 bits. */
export function makeTemporaryPassword(): string {
  const alphabets = Object.values(temporaryPasswordAlphabets)
  const all = alphabets.join('')
  const required = alphabets.map(pick)
  const free = Array.from({ length: length - required.length }, () => pick(all))
  return shuffle([...required, ...free]).join('')
}

function pick(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length))
}

/** Fisher and Yates: every order is equally likely. */
function shuffle(characters: string[]): string[] {
  const left = [...characters]
  return characters.flatMap(() => left.splice(randomInt(left.length), 1))
}
