import type { Session } from '../core/stored'

/** Where the page of an embedded session is. */
export function embeddedAddress(session: Session): string {
  return `/embedded/${session.client_secret}`
}
