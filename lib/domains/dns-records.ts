import type { PublicAddresses } from './public-addresses'

/** A record as a customer copies it into their DNS. */
export type DnsRecord = {
  type: 'A' | 'AAAA' | 'TXT'
  /** The full name. */
  name: string
  value: string
}

/** The names by which visitors reach a site: its own, and the one that they type out of habit. */
export function namesOf(domain: string): [string, string] {
  return [domain, `www.${domain}`]
}

/**
 * What leads a domain to a server. Addresses and no CNAME: a domain's own name cannot have one (RFC 1912, 2.4), and the
 * names that we give out are not bound to one server.
 */
export function recordsToServer(domain: string, { ipv4, ipv6 }: PublicAddresses): DnsRecord[] {
  return namesOf(domain).flatMap((name) => [
    ...(ipv4 ? [{ type: 'A' as const, name, value: ipv4 }] : []),
    ...(ipv6 ? [{ type: 'AAAA' as const, name, value: ipv6 }] : []),
  ])
}

/** What proves that a domain is a customer's: only who has it can write into its DNS. */
export function proofRecord(domain: string, token: string): DnsRecord {
  return { type: 'TXT', name: `_hosting-owner.${domain}`, value: `owner=${token}` }
}
