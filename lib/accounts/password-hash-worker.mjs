// Runs in a worker thread of password-hash.ts: plain JavaScript, so that a thread needs no TypeScript loader.
import { compareSync, hashSync } from 'bcryptjs'

const cost = 10

/** @param {{ password: string }} task */
export function hash({ password }) {
  return hashSync(password, cost)
}

/** @param {{ password: string, hash: string }} task */
export function verify({ password, hash }) {
  return compareSync(password, hash)
}
