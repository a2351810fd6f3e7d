import { randomBytes } from 'node:crypto'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A new id such as `cus_Qx…`: the prefix, an underscore, and letters that nobody can guess. */
export function newId(prefix: string, length = 24): string {
  let id = ''
  // 248 is the largest multiple of 62 in a byte: leaving out the rest keeps every letter as likely as another.
  while (id.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && id.length < length) id += letters[byte % 62]
    }
  }
  return `${prefix}_${id}`
}
