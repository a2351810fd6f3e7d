import type { HostingDriver } from './driver'
import { embedded } from './drivers/embedded/driver'

const drivers = { embedded } satisfies Record<string, HostingDriver>

export type DriverName = keyof typeof drivers

/** The driver of a server's `driver` column, or undefined when this release has none of that name. */
export function driverOf(name: string): HostingDriver | undefined {
  return Object.entries(drivers).find(([known]) => known === name)?.[1]
}
