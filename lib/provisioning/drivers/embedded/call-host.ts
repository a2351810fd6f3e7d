import { z } from 'zod'
import { parseJson } from '@/lib/parse-json'
import type { Outcome, Server } from '@/lib/provisioning/driver'
import { credentialsOf } from './credentials'

const callTimeoutMs = 5_000
const retryAfterMs = 1_000

const account = z.object({
  username: z.string(),
  owner: z.string(),
  generation: z.int(),
  domain: z.string(),
  systemDomain: z.string(),
  phpVersion: z.string(),
  limits: z.object({ storageMb: z.int() }),
  state: z.enum(['active', 'suspended', 'terminated']),
})
const accountReply = z.object({ account })
const listReply = z.object({ accounts: z.array(account) })
const errorReply = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

export type HostAccount = z.infer<typeof account>

type HostFailure =
  | { kind: 'refused'; code: string; message: string }
  /** No answer, or not the host's: what was asked may or may not have happened. */
  | { kind: 'unknown'; outcome: Extract<Outcome, { kind: 'retry' }> }
  | { kind: 'misconfigured'; outcome: Extract<Outcome, { kind: 'operator' }> }

/**
 * One call of the embedded host's control interface about an account.
 * @param path begins with `/accounts/`
 */
export async function callHost(
  server: Server,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ kind: 'account'; account: HostAccount } | HostFailure> {
  const reply = await ask(server, accountReply, method, path, body)
  return reply.kind === 'read' ? { kind: 'account', account: reply.content.account } : reply
}

/** All accounts of an embedded host. */
export async function listHost(server: Server): Promise<{ kind: 'listed'; accounts: HostAccount[] } | HostFailure> {
  const reply = await ask(server, listReply, 'GET', '/accounts')
  return reply.kind === 'read' ? { kind: 'listed', accounts: reply.content.accounts } : reply
}

type Reply<Content> = { kind: 'read'; content: Content } | HostFailure

async function ask<Content>(
  server: Server,
  schema: z.ZodType<Content>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Reply<Content>> {
  const credentials = credentialsOf(server)
  if (!credentials) {
    const reason = `The credentials of server ${server.name} lack token or sitesUrl`
    return { kind: 'misconfigured', outcome: { kind: 'operator', reason } }
  }
  try {
    const response = await fetch(new URL(path, server.address), {
      method,
      headers: { Authorization: `Bearer ${credentials.token}`, 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(callTimeoutMs),
    })
    return readReply(server, schema, response.status, await response.text())
  } catch (error) {
    return unknown(`Server ${server.name} could not be reached: ${causeOf(error)}`)
  }
}

function readReply<Content>(server: Server, schema: z.ZodType<Content>, status: number, text: string): Reply<Content> {
  const json = parseJson(text)
  const content = schema.safeParse(json)
  if (status < 300 && content.success) return { kind: 'read', content: content.data }
  const refusal = errorReply.safeParse(json)
  if (status >= 500) {
    const said = refusal.success ? ` (${refusal.data.error.code}): ${refusal.data.error.message}` : ''
    return unknown(`Server ${server.name} answered ${status}${said}`, refusal.success)
  }
  if (status >= 400 && refusal.success) return { kind: 'refused', ...refusal.data.error }
  return unknown(`Server ${server.name} answered ${status} with something that is no answer of a host`)
}

/** @param hasAnswered whether the host itself says that it failed */
function unknown(reason: string, hasAnswered = false): HostFailure {
  return { kind: 'unknown', outcome: { kind: 'retry', afterMs: retryAfterMs, reason, hasAnswered } }
}

/** `fetch failed` says nothing; what it carries does. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
