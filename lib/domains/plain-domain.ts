import { domainToASCII } from 'node:url'

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const domainPattern = new RegExp(`^(?=.{4,253}$)(?:${label}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$`)

/**
 * The name that somebody means: `https://www.Example.com/` is `example.com`.
 * @returns in ASCII; null for what is no domain
 */
export function plainDomain(text: string): string | null {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/\.$/, '')
    .replace(/^www\./, '')
  const ascii = domainToASCII(name)
  return domainPattern.test(ascii) ? ascii : null
}
