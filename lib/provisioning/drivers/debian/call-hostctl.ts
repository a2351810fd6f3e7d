import type ssh2 from 'ssh2'
import { z } from 'zod'
import { parseJson } from '@/lib/parse-json'
import type { Outcome, Server } from '@/lib/provisioning/driver'
import { NotTrusted, withConnection } from './connection'
import { credentialsOf } from './credentials'

const retryAfterMs = 1_000
const answerLimitBytes = 8 * 2 ** 20

const refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) })

export type HostctlReply<Content> =
  | { kind: 'ok'; content: Content }
  | { kind: 'refused'; code: string; message: string }
  /** No answer, or not hostctl's: what was asked may or may not have happened. */
  | { kind: 'unknown'; outcome: Extract<Outcome, { kind: 'retry' }> }
  | { kind: 'misconfigured'; outcome: Extract<Outcome, { kind: 'operator' }> }

/**
 * One call of the helper on a Debian server: see `hostctl/README.md` for its verbs.
 * @param schema of what it answers when it did it
 */
export async function callHostctl<Content>(
  server: Server,
  schema: z.ZodType<Content>,
  request: { verb: string; [name: string]: unknown },
  timeoutMs: number,
): Promise<HostctlReply<Content>> {
  const credentials = credentialsOf(server)
  if (!credentials) {
    return misconfigured(`Server ${server.name} lacks an address ssh://…, privateKey, hostKey or sitesUrl`)
  }
  try {
    const text = await withConnection(credentials, (client) => ask(client, JSON.stringify(request), timeoutMs))
    return readReply(server, z.object({ ok: schema }), text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (error instanceof NotTrusted) return misconfigured(`Server ${server.name} is not spoken to: ${reason}`)
    return unknown(`Server ${server.name} could not be reached: ${reason}`)
  }
}

function ask(client: ssh2.Client, request: string, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // Whatever became of it, later calls start afresh.
      client.end()
      reject(new Error(`no answer in ${timeoutMs} ms`))
    }, timeoutMs)
    readAnswer(client, request)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}

/** The command's name does not matter: the server's `authorized_keys` says what runs. */
function readAnswer(client: ssh2.Client, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    client.exec('hostctl', (error, channel) => {
      if (error) return reject(error)
      collect(channel).then(resolve, reject)
      channel.end(request)
    })
  })
}

function collect(channel: ssh2.ClientChannel): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    channel.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= answerLimitBytes) chunks.push(chunk)
      else channel.close()
    })
    channel.stderr.resume()
    channel.once('error', reject)
    channel.once('close', () => {
      if (size > answerLimitBytes) reject(new Error(`its answer is longer than ${answerLimitBytes} bytes`))
      else resolve(Buffer.concat(chunks).toString('utf8'))
    })
  })
}

function readReply<Content>(server: Server, schema: z.ZodType<{ ok: Content }>, text: string): HostctlReply<Content> {
  const json = parseJson(text)
  const done = schema.safeParse(json)
  if (done.success) return { kind: 'ok', content: done.data.ok }
  const refused = refusal.safeParse(json)
  if (!refused.success) return unknown(`Server ${server.name} answered with something that is no answer of hostctl`)
  const { code, message } = refused.data.error
  if (temporary.has(code)) return unknown(`Server ${server.name} failed (${code}): ${message}`, true)
  return { kind: 'refused', code, message }
}

/** Not a no: it may have happened, or may yet. */
const temporary = new Set(['internal', 'not_in_force'])

/** @param hasAnswered whether hostctl itself says that it failed */
function unknown(reason: string, hasAnswered = false): Extract<HostctlReply<never>, { kind: 'unknown' }> {
  return { kind: 'unknown', outcome: { kind: 'retry', afterMs: retryAfterMs, reason, hasAnswered } }
}

function misconfigured(reason: string): Extract<HostctlReply<never>, { kind: 'misconfigured' }> {
  return { kind: 'misconfigured', outcome: { kind: 'operator', reason } }
}
