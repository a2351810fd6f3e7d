import type { AlertKind } from '@/lib/alerts/alert-kind'
import { usernameOf } from '@/lib/provisioning/create-website'
import type { ServerAccount } from '@/lib/provisioning/driver'
import type { Site } from './sites-of-server'

/** What a server and our books do not agree on, and what is to be done about it. */
export type Difference = {
  /** Of the alert, should staff have to look at it. */
  subject: string
  /** A sentence for staff. */
  what: string
} & (
  | { remedy: 'apply'; site: Site; account: ServerAccount | undefined }
  | { remedy: 'terminate'; site: Site }
  | { remedy: 'person'; kind: AlertKind }
)

/**
 * Compares the sites that a server should have with the accounts that it has.
 * @returns and the accounts of others, which are none of our business
 */
export function differencesOf(
  server: { id: string; name: string },
  sites: Site[],
  accounts: ServerAccount[],
): { differences: Difference[]; foreign: string[] } {
  const accountOf = new Map(accounts.map((account) => [account.username, account]))
  const known = new Set(sites.map(({ website }) => website.username))
  const others = accounts.filter(({ username, state }) => !known.has(username) && state !== 'terminated')
  return {
    differences: [
      ...sites.flatMap((site) => differenceOf(server.name, site, accountOf.get(site.website.username)) ?? []),
      ...others.filter(isOurs).map((account) => orphan(server, account)),
    ],
    foreign: others.filter((account) => !isOurs(account)).map(({ username }) => username),
  }
}

/** The name of an account that we made comes from its owner's tag. */
function isOurs({ owner, username }: ServerAccount): boolean {
  return usernameOf(owner) === username
}

function orphan(server: { id: string; name: string }, { username, domain }: ServerAccount): Difference {
  return {
    subject: `server-account:${server.id}/${username}`,
    what: `The account ${username} (${domain}) is on server ${server.name} and belongs to no site there; it was left alone`,
    remedy: 'person',
    kind: 'account_unknown',
  }
}

function differenceOf(serverName: string, site: Site, account: ServerAccount | undefined): Difference | null {
  const { id, domain, status } = site.website
  const subject = `websites:${id}`
  const differs = { subject, remedy: 'person' as const, kind: 'website_differs' as const }
  if (status === 'pending' || status === 'provisioning') return null
  if (account && account.owner !== id) {
    const what = `The account ${account.username} of ${domain} belongs to somebody else on server ${serverName}`
    return { ...differs, what }
  }
  const isThere = account !== undefined && account.state !== 'terminated'
  if (status === 'terminated') {
    return isThere ? { ...differs, what: `${domain} was terminated and is still on server ${serverName}` } : null
  }
  if (status === 'terminating') {
    return { subject, what: `${domain} was to be terminated and is not`, remedy: 'terminate', site }
  }
  if (account?.state === 'terminated') {
    return { ...differs, what: `${domain} is in service here and was terminated on server ${serverName}` }
  }
  const what = account ? wrongIn(site, account) : 'is missing'
  return what ? { subject, what: `${domain} ${what} on server ${serverName}`, remedy: 'apply', site, account } : null
}

function wrongIn({ spec }: Site, account: ServerAccount): string | null {
  const isSuspended = account.state === 'suspended'
  if (isSuspended !== spec.suspended) return isSuspended ? 'is suspended' : 'is not suspended'
  if (account.generation !== spec.generation) return `has generation ${account.generation}, not ${spec.generation},`
  const fields: ('domain' | 'systemDomain' | 'phpVersion')[] = ['domain', 'systemDomain', 'phpVersion']
  const wrong = fields.find((field) => account[field] !== spec[field])
  if (wrong) return `has the ${wrong} ${account[wrong]}, not ${spec[wrong]},`
  if (account.limits.storageMb === spec.limits.storageMb) return null
  return `has ${account.limits.storageMb} MB, not ${spec.limits.storageMb},`
}
