import type { HostingDriver, Outcome, Server, WebsiteSpec } from '@/lib/provisioning/driver'
import { callHost, type HostAccount, listHost } from './call-host'
import { credentialsOf } from './credentials'

/** The host of the demo, of development and of tests: `sandbox/hosting`, see its `controlApi`. */
export const embedded: HostingDriver = {
  async ensure(server, spec) {
    const { username, ...account } = spec
    const reply = await callHost(server, 'PUT', pathOf(username), account)
    if (reply.kind === 'account') return acceptIfAsWanted(server, spec, reply.account)
    if (reply.kind === 'refused') return outcomeOf(server, reply)
    if (reply.kind === 'misconfigured') return reply.outcome
    // It may have happened all the same: look, and adopt it.
    const found = await callHost(server, 'GET', pathOf(username))
    return found.kind === 'account' && isAsWanted(spec, found.account) ? done(server, spec) : reply.outcome
  },

  async observe(server, username) {
    const reply = await callHost(server, 'GET', pathOf(username))
    if (reply.kind === 'account') return { kind: 'found', ...reply.account }
    if (reply.kind !== 'refused') return reply.outcome
    return reply.code === 'not_found' ? { kind: 'missing' } : { kind: 'operator', reason: refusalOf(server, reply) }
  },

  async list(server) {
    const reply = await listHost(server)
    if (reply.kind === 'listed') return reply
    return reply.kind === 'refused' ? { kind: 'operator', reason: refusalOf(server, reply) } : reply.outcome
  },

  async backUp(server, { username, owner, systemDomain }, backupId) {
    const path = `${pathOf(username)}/backups/${encodeURIComponent(backupId)}?owner=${encodeURIComponent(owner)}`
    const reply = await callHost(server, 'PUT', path)
    // Terminated by an earlier try, which made its copy first.
    if (reply.kind === 'account' || (reply.kind === 'refused' && reply.code === 'terminated')) {
      return done(server, { systemDomain })
    }
    return reply.kind === 'refused' ? outcomeOf(server, reply) : reply.outcome
  },

  async terminate(server, { username, owner, systemDomain }) {
    const reply = await callHost(server, 'DELETE', `${pathOf(username)}?owner=${encodeURIComponent(owner)}`)
    if (reply.kind === 'account' || (reply.kind === 'refused' && reply.code === 'not_found')) {
      return done(server, { systemDomain })
    }
    return reply.kind === 'refused' ? outcomeOf(server, reply) : reply.outcome
  },

  endpointsOf,
}

/** Whatever the name holds, the address stays one of an account. */
function pathOf(username: string): string {
  return `/accounts/${encodeURIComponent(username)}`
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

/** A host that says yes has not necessarily done what was asked. */
function acceptIfAsWanted(server: Server, spec: WebsiteSpec, account: HostAccount): Outcome {
  if (isAsWanted(spec, account)) return done(server, spec)
  return { kind: 'operator', reason: `Server ${server.name} accepted ${spec.username} but made something else of it` }
}

function isAsWanted(spec: WebsiteSpec, account: HostAccount): boolean {
  return (
    account.username === spec.username &&
    account.owner === spec.owner &&
    account.generation === spec.generation &&
    account.domain === spec.domain &&
    account.systemDomain === spec.systemDomain &&
    account.phpVersion === spec.phpVersion &&
    account.limits.storageMb === spec.limits.storageMb &&
    account.state === (spec.suspended ? 'suspended' : 'active')
  )
}

function done(server: Server, website: Pick<WebsiteSpec, 'systemDomain'>): Outcome {
  const endpoints = endpointsOf(server, website)
  if (endpoints) return { kind: 'done', url: endpoints.url }
  return { kind: 'operator', reason: `The credentials of server ${server.name} lack sitesUrl` }
}

/** A browser finds `<anything>.localhost` on its own machine without DNS (RFC 6761, 6.3). */
function endpointsOf(server: Server, { systemDomain }: Pick<WebsiteSpec, 'systemDomain'>) {
  const credentials = credentialsOf(server)
  if (!credentials) return undefined
  const { origin, port } = new URL(credentials.sitesUrl)
  const [label] = systemDomain.split('.')
  return {
    url: `http://${label}.localhost${port ? `:${port}` : ''}/`,
    probe: { origin, path: '/.well-known/hosting-probe.php' },
  }
}
