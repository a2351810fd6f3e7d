import { BlockList, isIPv6 } from 'node:net'
import type { servers } from '@/db/schema/provisioning'

const inward = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inward.addSubnet(net, prefix)
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  inward.addSubnet(net, prefix, 'ipv6')
}

export type PublicAddresses = { ipv4: string | null; ipv6: string | null }

/** Where a server is reached from outside; an address that only a machine or its own network knows is none. */
export function publicAddressesOf(server: Pick<typeof servers.$inferSelect, 'publicIpv4' | 'publicIpv6'>) {
  return { ipv4: outward(server.publicIpv4), ipv6: outward(server.publicIpv6) }
}

/** An address in the one form in which DNS answers it. */
export function plainAddress(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address
}

function outward(address: string | null): string | null {
  if (!address || inward.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return null
  return plainAddress(address)
}
