import { z } from 'zod'
import type { Unsure } from '@/lib/domains/registrar'
import { explainError } from '@/lib/explain-error'
import { parseJson } from '@/lib/parse-json'

/** Registries answer Gandi slowly at times. */
const timeoutMs = 20_000
const retryAfterMs = 10_000

/** Where Gandi answers, and a personal access token of the account. */
export type GandiAccount = { baseUrl: string; token: string }

export type GandiReply<Content> =
  | { kind: 'read'; content: Content }
  | { kind: 'refused'; status: number; message: string }
  | Unsure

/** Both shapes: what a field lacks, and everything else (https://api.gandi.net/docs/reference/#Errors). */
const refusal = z.union([
  z.object({ errors: z.array(z.object({ name: z.string().optional(), description: z.string() })).min(1) }),
  z.object({ message: z.string() }),
])

/**
 * One call of Gandi's API, version 5 (https://api.gandi.net/docs/domains/).
 * @param path below `/v5`
 * @param body makes it a POST
 */
export async function callGandi<Content>(
  { baseUrl, token }: GandiAccount,
  schema: z.ZodType<Content>,
  path: string,
  body?: unknown,
): Promise<GandiReply<Content>> {
  try {
    const response = await fetch(`${baseUrl}/v5${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return readReply(schema, response.status, await response.text())
  } catch (error) {
    return unsure(`Gandi did not answer: ${explainError(error)}`)
  }
}

function readReply<Content>(schema: z.ZodType<Content>, status: number, text: string): GandiReply<Content> {
  if (status >= 500 || status === 429) return unsure(`Gandi answered ${status}`)
  const json = parseJson(text)
  const content = schema.safeParse(json)
  if (status < 300 && content.success) return { kind: 'read', content: content.data }
  const refused = refusal.safeParse(json)
  if (status >= 400 && refused.success) return { kind: 'refused', status, message: messageOf(refused.data) }
  return unsure(`Gandi answered ${status} with something that is none of its answers`)
}

function messageOf(said: z.infer<typeof refusal>): string {
  if ('message' in said) return said.message
  return said.errors.map(({ name, description }) => (name ? `${name}: ${description}` : description)).join('; ')
}

function unsure(reason: string): Unsure {
  return { kind: 'retry', afterMs: retryAfterMs, reason }
}
