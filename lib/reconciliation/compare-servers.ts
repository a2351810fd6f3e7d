import { ne } from 'drizzle-orm'
import { servers } from '@/db/schema/provisioning'
import { Unanswered } from '@/lib/breaker/unanswered'
import { db } from '@/lib/database'
import { askServer } from '@/lib/provisioning/ask-server'
import type { Outcome } from '@/lib/provisioning/driver'
import { reachServer } from '@/lib/provisioning/reach-server'
import { closeAlerts } from './close-alerts'
import { callPerson, type Findings } from './findings'
import { repairSite } from './repair-site'
import { type Difference, differencesOf } from './site-differences'
import { type Site, sitesOfServer } from './sites-of-server'

type Problem = Extract<Outcome, { kind: 'retry' | 'operator' }>
type ServerRow = typeof servers.$inferSelect

/** When more accounts than that are gone at once, it is not them that are broken. */
const mostMissing = 10

/**
 * Compares each server's accounts with our sites.
 * @throws Error naming the servers that could not be asked, after all others were compared; Unanswered when each of
 *   them just did not answer
 */
export async function compareServers(found: Findings): Promise<void> {
  const problems: Problem[] = []
  for (const server of await db().select().from(servers).where(ne(servers.state, 'offline'))) {
    const problem = await compareServer(server, found)
    if (problem) problems.push(problem)
  }
  if (problems.length > 0) throw summed(problems)
}

function summed(problems: Problem[]): Error {
  const reasons = problems.map(({ reason }) => reason).join('; ')
  const silences = problems.flatMap((problem) => (problem.kind === 'retry' && problem.cause) || [])
  const [silence] = silences
  if (!silence || silences.length < problems.length) return new Error(reasons)
  return new Unanswered(silence.part, reasons, silence.afterMs, silence.wasHeld)
}

/** @returns why the server could not be asked; null when it was compared */
async function compareServer(server: ServerRow, found: Findings): Promise<Problem | null> {
  const first = await look(server)
  if (first.kind !== 'looked') return first
  // What is under way looks like a difference, but not twice.
  const second = first.differences.length > 0 ? await look(server) : first
  if (second.kind !== 'looked') return second
  const seen = new Set(first.differences.map(({ what }) => what))
  const lasting = second.differences.filter(({ what }) => seen.has(what))

  found.looked += second.sites.length
  const isLoss = lasting.filter(isMissing).length > mostMissing
  if (isLoss) await reportLoss(server, lasting.filter(isMissing).length, found)
  for (const difference of lasting) if (!(isLoss && isMissing(difference))) await repairSite(difference, found)
  if (second.foreign.length > 0) {
    found.needsPerson.push(`Server ${server.name} has accounts of other owners: ${second.foreign.join(', ')}`)
  }
  await closeAlertsOf(server, second.sites, lasting, isLoss)
  return null
}

async function look(server: ServerRow) {
  const reached = reachServer(server)
  if (reached.kind !== 'reached') return reached
  const list = await askServer(`server:${server.id}`, () => reached.driver.list(reached.server))
  if (list.kind !== 'listed') return list
  const sites = await sitesOfServer(server.id)
  return { kind: 'looked' as const, sites, ...differencesOf(server, sites, list.accounts) }
}

function isMissing(difference: Difference): boolean {
  return difference.remedy === 'apply' && !difference.account
}

/** Making so many anew, empty, would be no help to whoever puts the server's disk back. */
async function reportLoss({ id, name }: ServerRow, missing: number, found: Findings): Promise<void> {
  const summary = `Server ${name} has lost ${missing} accounts at once; none was made again. Look at its disk`
  await callPerson(found, { kind: 'account_missing', subject: `servers:${id}`, summary })
}

/** That of an account that was made again stays open: its files are still to be put back. */
async function closeAlertsOf({ id }: ServerRow, sites: Site[], lasting: Difference[], isLoss: boolean): Promise<void> {
  const differing = new Set(lasting.map(({ subject }) => subject))
  const looked = new Set(sites.map(({ website }) => `websites:${website.id}`))
  const isHere = (subject: string) => looked.has(subject) || subject.startsWith(`server-account:${id}/`)
  await closeAlerts(['website_differs', 'account_unknown'], (subject) => isHere(subject) && !differing.has(subject))
  await closeAlerts(['account_missing'], (subject) => subject === `servers:${id}` && !isLoss)
}
