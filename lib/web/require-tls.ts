import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { env } from '@/lib/env'

/**
 * Has every answer of this process tell browsers to stay with TLS, where there is TLS: one that once saw it asks for
 * nothing else. Node's own channel reaches what Next answers without any code of ours, such as files.
 */
export function requireTls(): void {
  if (!env().PANEL_URL.startsWith('https:')) return
  subscribe('http.server.request.start', (message) => {
    if (holdsResponse(message)) message.response.setHeader('Strict-Transport-Security', 'max-age=31536000')
  })
}

function holdsResponse(message: unknown): message is { response: ServerResponse } {
  return typeof message === 'object' && message !== null && 'response' in message
}
