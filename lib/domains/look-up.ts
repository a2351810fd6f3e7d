import { Resolver } from 'node:dns/promises'
import { env } from '@/lib/env'
import { explainError } from '@/lib/explain-error'
import { log } from '@/lib/log'
import { plainAddress } from './public-addresses'

const timeoutMs = 1000
const tries = 2

/** `null` when the resolver gave no answer, or none that can be used; an empty list when there is no such record. */
export type Answer = string[] | null

/** The addresses of a name, as a visitor's machine would find them now. */
export async function lookUpAddresses(name: string): Promise<Answer> {
  const resolver = openResolver()
  const [v4, v6] = await Promise.all([
    ask(name, () => resolver.resolve4(name)),
    ask(name, () => resolver.resolve6(name)),
  ])
  const found = [...(v4 ?? []), ...(v6 ?? [])].map(plainAddress)
  // Some servers never answer for one kind; what the other said is what there is.
  if (found.length > 0) return found
  return v4 && v6 ? [] : null
}

/** The texts of a name's TXT records. */
export async function lookUpTexts(name: string): Promise<Answer> {
  const resolver = openResolver()
  // A long one comes in parts (RFC 7208, 3.3).
  return ask(name, async () => (await resolver.resolveTxt(name)).map((parts) => parts.join('')))
}

function openResolver(): Resolver {
  const resolver = new Resolver({ timeout: timeoutMs, tries })
  const { DNS_RESOLVER } = env()
  if (DNS_RESOLVER) resolver.setServers([DNS_RESOLVER])
  return resolver
}

async function ask(name: string, question: () => Promise<string[]>): Promise<Answer> {
  try {
    return await question()
  } catch (error) {
    if (isNothing(error)) return []
    log().debug({ name, reason: explainError(error) }, 'a name could not be looked up')
    return null
  }
}

/** https://nodejs.org/docs/latest-v20.x/api/dns.html#error-codes */
function isNothing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA')
}
