import { expect, test } from 'vitest'
import { makeTemporaryPassword, temporaryPasswordAlphabets } from './make-temporary-password'

const draws = Array.from({ length: 1000 }, makeTemporaryPassword)

test('a temporary password has 16 characters: lower, upper, digit and symbol, and none that looks like another', () => {
  for (const password of draws) {
    expect(password).toHaveLength(16)
    expect(password).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9#%*+=?@!]+$/)
    for (const alphabet of Object.values(temporaryPasswordAlphabets)) {
      expect([...password].some((character) => alphabet.includes(character))).toBe(true)
    }
  }
})

test('no password comes twice', () => {
  expect(new Set(draws).size).toBe(draws.length)
})

test('every kind of character turns up at every position', () => {
  for (const alphabet of Object.values(temporaryPasswordAlphabets)) {
    for (let position = 0; position < 16; position++) {
      expect(draws.some((password) => alphabet.includes(password.charAt(position)))).toBe(true)
    }
  }
})
