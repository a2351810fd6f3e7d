import { z } from 'zod'
import type { DomainStanding, Registrant, Registrar, RegistrarOutcome } from '@/lib/domains/registrar'
import { askOffer } from './ask-offer'
import { callGandi, type GandiAccount, type GandiReply } from './call-gandi'

const pollAfterMs = 5_000

/** What a customer's entries make impossible; any other refusal, such as of a key or for want of money, is for staff. */
const aboutTheEntries = 400

/**
 * Gandi's API, version 5. Checked against shapes that others recorded and its documentation, not yet against Gandi:
 * make a first registration with their sandbox (https://api.sandbox.gandi.net).
 */
export function gandi(account: GandiAccount): Registrar {
  return {
    search: (names, currency) => Promise.all(names.map((name) => askOffer(account, name, currency))),

    async register({ name, registrant, years, currency, wasAsked }) {
      const standing = await findDomain(account, name)
      if (standing.kind === 'ours') return { kind: 'done', expiresAt: standing.expiresAt }
      if (standing.kind !== 'not_ours') return standing
      const offer = await askOffer(account, name, currency)
      if (offer.state === 'unknown') return { kind: 'retry', afterMs: pollAfterMs, reason: offer.reason }
      if (offer.state === 'taken') return taken(name, wasAsked)
      if (offer.state === 'refused') return { kind: 'rejected', code: 'invalid', reason: offer.reason }
      const body = { fqdn: name, duration: years, currency: currency.toUpperCase(), owner: ownerOf(registrant) }
      const reply = await callGandi(account, accepted, '/domain/domains', body)
      return reply.kind === 'read' ? afterwards(account, name) : refusedOr(reply)
    },

    status: (name) => findDomain(account, name),

    async renew({ name, years, from, currency }) {
      const standing = await findDomain(account, name)
      if (standing.kind === 'not_ours') return { kind: 'operator', reason: `${name} is not in the account at Gandi` }
      if (standing.kind !== 'ours') return standing
      if (standing.expiresAt > from) return { kind: 'done', expiresAt: standing.expiresAt }
      const body = { duration: years, currency: currency.toUpperCase() }
      const reply = await callGandi(account, accepted, `/domain/domains/${encodeURIComponent(name)}/renew`, body)
      if (reply.kind !== 'read') return refusedOr(reply)
      const after = await afterwards(account, name)
      return after.kind === 'done' && after.expiresAt <= from ? { kind: 'pending', pollAfterMs } : after
    },
  }
}

/** Gandi works on it after its answer. */
const accepted = z.object({ message: z.string() })

const domain = z.object({ fqdn: z.string(), dates: z.object({ registry_ends_at: z.coerce.date() }) })

async function findDomain(account: GandiAccount, name: string): Promise<DomainStanding> {
  const reply = await callGandi(account, domain, `/domain/domains/${encodeURIComponent(name)}`)
  if (reply.kind === 'read') return { kind: 'ours', expiresAt: reply.content.dates.registry_ends_at }
  if (reply.kind === 'retry') return reply
  return reply.status === 404 ? { kind: 'not_ours' } : { kind: 'operator', reason: sayRefusal(reply) }
}

async function afterwards(account: GandiAccount, name: string): Promise<RegistrarOutcome> {
  const standing = await findDomain(account, name)
  return standing.kind === 'ours' ? { kind: 'done', expiresAt: standing.expiresAt } : { kind: 'pending', pollAfterMs }
}

function taken(name: string, wasAsked: boolean): RegistrarOutcome {
  if (!wasAsked) return { kind: 'rejected', code: 'taken', reason: `${name} is taken` }
  const reason = `${name} is taken, and an earlier call may have registered it: look into the account at Gandi`
  return { kind: 'operator', reason }
}

function refusedOr(reply: Exclude<GandiReply<unknown>, { kind: 'read' }>): RegistrarOutcome {
  if (reply.kind === 'retry') return reply
  const reason = sayRefusal(reply)
  return reply.status === aboutTheEntries ? { kind: 'rejected', code: 'invalid', reason } : { kind: 'operator', reason }
}

function sayRefusal({ status, message }: { status: number; message: string }): string {
  return `Gandi refused (${status}): ${message}`
}

function ownerOf({ givenName, familyName, street, city, postcode, country, phone, email }: Registrant) {
  return {
    type: 'individual',
    given: givenName,
    family: familyName,
    streetaddr: street,
    city,
    zip: postcode,
    country,
    phone,
    email,
  }
}
