import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { type Account, accountSpecSchema, backupNameSchema, usernameSchema } from './account'
import type { AccountStore } from './account-store'
import { ControlError } from './control-error'
import { readBody } from './read-body'

const bodyLimitBytes = 64 * 1024

/**
 * The interface for programs. `Authorization: Bearer <token>`, JSON in and out; a refusal is
 * `{"error":{"code","message"}}` with the codes of `ControlErrorCode`.
 * - `PUT /accounts/<username>` with an AccountSpec makes the account so: 201 when it is new, else 200
 * - `GET /accounts/<username>`: 200 or 404
 * - `GET /accounts`: all of them, `{"accounts":[…]}`
 * - `PUT /accounts/<username>/backups/<name>?owner=<tag>` keeps a copy of its files: 200, a repeat too
 * - `DELETE /accounts/<username>?owner=<tag>` terminates it: 200, a repeat too
 * @param onChange told of each account that was ensured or terminated
 */
export function controlApi(
  store: AccountStore,
  token: string,
  onChange: (account: Account, created: boolean) => void,
): RequestListener {
  return (request, response) => {
    answer(store, token, onChange, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => sendError(response, error),
    )
  }
}

async function answer(
  store: AccountStore,
  token: string,
  onChange: (account: Account, created: boolean) => void,
  request: IncomingMessage,
): Promise<{ status: number; body: object }> {
  if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
    throw new ControlError(401, 'unauthorized', 'The bearer token is missing or wrong.')
  }
  const url = new URL(request.url ?? '/', 'http://control')
  if (url.pathname === '/accounts') {
    if (request.method !== 'GET') throw notAllowed(request)
    return { status: 200, body: { accounts: store.list().map(viewOf) } }
  }
  const { status, account } = await answerOfAccount(store, onChange, request, url)
  return { status, body: { account: viewOf(account) } }
}

async function answerOfAccount(
  store: AccountStore,
  onChange: (account: Account, created: boolean) => void,
  request: IncomingMessage,
  url: URL,
): Promise<{ status: number; account: Account }> {
  const [, collection, name, ...rest] = url.pathname.split('/')
  const [part, backup, ...deeper] = rest
  const isBackup = part === 'backups' && backup !== undefined && deeper.length === 0
  if (collection !== 'accounts' || name === undefined || (part !== undefined && !isBackup)) {
    throw new ControlError(404, 'not_found', `There is nothing at ${url.pathname}.`)
  }
  const username = parse(usernameSchema, decode(name), 'username')
  if (isBackup) {
    if (request.method !== 'PUT') throw notAllowed(request)
    const owner = parse(accountSpecSchema.shape.owner, url.searchParams.get('owner'), 'owner')
    return { status: 200, account: store.backUp(username, owner, parse(backupNameSchema, decode(backup), 'backup')) }
  }
  switch (request.method) {
    case 'GET': {
      const account = store.find(username)
      if (!account) throw new ControlError(404, 'not_found', `There is no account ${username}.`)
      return { status: 200, account }
    }
    case 'PUT': {
      const { account, created } = store.ensure(username, parse(accountSpecSchema, await readJson(request), 'spec'))
      onChange(account, created)
      return { status: created ? 201 : 200, account }
    }
    case 'DELETE': {
      const owner = parse(accountSpecSchema.shape.owner, url.searchParams.get('owner'), 'owner')
      const account = store.terminate(username, owner)
      onChange(account, false)
      return { status: 200, account }
    }
    default:
      throw notAllowed(request)
  }
}

function notAllowed(request: IncomingMessage): ControlError {
  return new ControlError(405, 'method_not_allowed', `${request.method} is not known here.`)
}

/** What the caller may know: all but the nonce, which the site itself must prove. */
function viewOf({ nonce: _, ...account }: Account) {
  const state = account.terminatedAt ? 'terminated' : account.suspended ? 'suspended' : 'active'
  return { ...account, state }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new ControlError(415, 'not_json', 'Send Content-Type: application/json.')
  }
  const body = await readBody(request, bodyLimitBytes)
  if (!body) throw new ControlError(413, 'too_large', `A body may have ${bodyLimitBytes} bytes.`)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new ControlError(400, 'malformed_json', 'The body is not JSON.')
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const reasons = result.error.issues.map((issue) => `${[what, ...issue.path].join('.')}: ${issue.message}`)
  throw new ControlError(422, 'invalid_request', reasons.join('; '))
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** In a time that tells nothing about where they differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ControlError) {
    if (error.status === 413) response.setHeader('Connection', 'close')
    send(response, error.status, { error: { code: error.code, message: error.message } })
  } else {
    console.error('The control interface failed:', error)
    send(response, 500, { error: { code: 'internal', message: 'The host failed; see its log.' } })
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}
