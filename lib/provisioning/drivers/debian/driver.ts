import { z } from 'zod'
import type { HostingDriver, Outcome, Server, WebsiteSpec } from '@/lib/provisioning/driver'
import { callHostctl } from './call-hostctl'
import { credentialsOf } from './credentials'

/** A reload of PHP may wait ten seconds for requests in flight. */
const changeTimeoutMs = 30_000
const lookTimeoutMs = 8_000
/** Of tens of gigabytes. */
const copyTimeoutMs = 30 * 60_000

const account = z.object({
  username: z.string(),
  owner: z.string(),
  generation: z.int(),
  domain: z.string(),
  systemDomain: z.string(),
  phpVersion: z.string(),
  limits: z.object({ storageMb: z.int() }),
  state: z.enum(['active', 'suspended', 'terminated']),
  /** False while the services may still run on what was before. */
  inForce: z.boolean(),
})

type HostctlAccount = z.infer<typeof account>

/** A plain Debian 12 server, reached by SSH; what runs there is `hostctl/`. */
export const debian: HostingDriver = {
  async ensure(server, { limits, ...spec }) {
    const request = { verb: 'ensure', ...spec, storageMb: limits.storageMb }
    const reply = await callHostctl(server, account, request, changeTimeoutMs)
    if (reply.kind === 'ok') return acceptIfAsWanted(server, { ...spec, limits }, reply.content)
    if (reply.kind === 'refused') return outcomeOf(server, reply)
    if (reply.kind === 'misconfigured') return reply.outcome
    // It may have happened all the same: look, and adopt it.
    const found = await look(server, spec.username)
    return found.kind === 'ok' && isAsWanted({ ...spec, limits }, found.content) ? done(server, spec) : reply.outcome
  },

  async observe(server, username) {
    const reply = await look(server, username)
    if (reply.kind === 'ok') return { kind: 'found', ...reply.content }
    if (reply.kind !== 'refused') return reply.outcome
    return reply.code === 'not_found' ? { kind: 'missing' } : { kind: 'operator', reason: refusalOf(server, reply) }
  },

  async list(server) {
    const schema = z.object({ accounts: z.array(account) })
    const reply = await callHostctl(server, schema, { verb: 'list' }, changeTimeoutMs)
    if (reply.kind === 'ok') return { kind: 'listed', accounts: reply.content.accounts }
    return reply.kind === 'refused' ? { kind: 'operator', reason: refusalOf(server, reply) } : reply.outcome
  },

  async backUp(server, { username, owner, systemDomain }, backupId) {
    const request = { verb: 'backup', username, owner, backup: backupId }
    const reply = await callHostctl(server, account, request, copyTimeoutMs)
    // Terminated by an earlier try, which made its copy first.
    if (reply.kind === 'ok' || (reply.kind === 'refused' && reply.code === 'terminated')) {
      return done(server, { systemDomain })
    }
    return reply.kind === 'refused' ? outcomeOf(server, reply) : reply.outcome
  },

  async terminate(server, { username, owner, systemDomain }) {
    const reply = await callHostctl(server, account, { verb: 'terminate', username, owner }, copyTimeoutMs)
    if (reply.kind === 'ok' || (reply.kind === 'refused' && reply.code === 'not_found')) {
      return done(server, { systemDomain })
    }
    return reply.kind === 'refused' ? outcomeOf(server, reply) : reply.outcome
  },

  endpointsOf,
}

function look(server: Server, username: string) {
  return callHostctl(server, account, { verb: 'observe', username }, lookTimeoutMs)
}

/** What the customer's request itself makes impossible; anything else that is refused is for a person. */
const rejections = new Set(['stale_generation', 'terminated', 'unsupported_php', 'invalid_request'])

function outcomeOf(server: Server, refusal: { code: string; message: string }): Outcome {
  const reason = refusalOf(server, refusal)
  return rejections.has(refusal.code) ? { kind: 'rejected', code: refusal.code, reason } : { kind: 'operator', reason }
}

function refusalOf(server: Server, { code, message }: { code: string; message: string }): string {
  return `Server ${server.name} refused (${code}): ${message}`
}

/** A server that says yes has not necessarily done what was asked. */
function acceptIfAsWanted(server: Server, spec: WebsiteSpec, found: HostctlAccount): Outcome {
  if (isAsWanted(spec, found)) return done(server, spec)
  return { kind: 'operator', reason: `Server ${server.name} accepted ${spec.username} but made something else of it` }
}

function isAsWanted(spec: WebsiteSpec, found: HostctlAccount): boolean {
  return (
    found.inForce &&
    found.username === spec.username &&
    found.owner === spec.owner &&
    found.generation === spec.generation &&
    found.domain === spec.domain &&
    found.systemDomain === spec.systemDomain &&
    found.phpVersion === spec.phpVersion &&
    found.limits.storageMb === spec.limits.storageMb &&
    found.state === (spec.suspended ? 'suspended' : 'active')
  )
}

function done(server: Server, website: Pick<WebsiteSpec, 'systemDomain'>): Outcome {
  const endpoints = endpointsOf(server, website)
  if (endpoints) return { kind: 'done', url: endpoints.url }
  return { kind: 'operator', reason: `The credentials of server ${server.name} lack sitesUrl` }
}

/** The system domain's DNS leads to the server; the probe asks by address, so that it works before that. */
function endpointsOf(server: Server, { systemDomain }: Pick<WebsiteSpec, 'systemDomain'>) {
  const credentials = credentialsOf(server)
  if (!credentials) return undefined
  return {
    url: `http://${systemDomain}/`,
    probe: { origin: new URL(credentials.sitesUrl).origin, path: '/.well-known/hosting-probe.php' },
  }
}
