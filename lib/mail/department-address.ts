import type { Department } from '@/lib/brand'
import { env } from '@/lib/env'

/** The address that a department writes from and is written to. */
export function departmentAddress(department: Department): string {
  return `${department}@${mailDomain()}`
}

export function mailDomain(): string {
  return env().EMAIL_FROM.slice(env().EMAIL_FROM.lastIndexOf('@') + 1)
}
