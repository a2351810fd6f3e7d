import { brand } from '@/lib/brand'

/** A domain in the one form in which it is stored and compared: lower case, without a final dot and without `www.` */
export function canonicalDomain(domain: string): string {
  return domain
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '')
}

/** Names that we give out ourselves, or that mean the visitor's own machine: nobody can bring them along. */
export function isReservedDomain(domain: string): boolean {
  return [brand.sitesDomain, 'localhost'].some((name) => domain === name || domain.endsWith(`.${name}`))
}
