import { join } from 'node:path'
import { Piscina } from 'piscina'

/** bcrypt reads no further than this; a longer password would be cut off without a word. */
export const maxPasswordBytes = 72

let threads: Piscina | undefined

/**
 * The bcrypt hash (cost 10) of a password, made in a worker thread: it takes about 65 ms of a core.
 * @throws RangeError when the password is longer than {@link maxPasswordBytes}
 */
export function hashPassword(password: string): Promise<string> {
  if (Buffer.byteLength(password) > maxPasswordBytes) throw new RangeError('bcrypt takes at most 72 bytes')
  return pool().run({ password }, { name: 'hash' })
}

/** Whether the hash was made of this password; never for one that bcrypt would cut off. */
export async function verifyPassword({ password, hash }: { password: string; hash: string }): Promise<boolean> {
  if (Buffer.byteLength(password) > maxPasswordBytes) return false
  return pool().run({ password, hash }, { name: 'verify' })
}

/** Two threads at most, gone again when nobody signs in. */
function pool(): Piscina {
  threads ??= new Piscina({
    // From the folder that every process of the product starts in: a bundle has no neighbour files.
    filename: join(process.cwd(), 'lib/accounts/password-hash-worker.mjs'),
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: 30_000,
    // Without the parent's flags: a thread that loads tsx costs some 40 MB.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8 },
  })
  return threads
}
