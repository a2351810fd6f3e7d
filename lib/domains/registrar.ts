import type { Money } from '@/lib/money'

/** Whether a name can be registered, and for how much a year. */
export type DomainOffer = { name: string } & (
  | { state: 'available'; registration: Money; renewal: Money }
  | { state: 'taken' }
  /** It cannot be had in the ordinary way: reserved, at a special price, or no name of a kind that is sold. */
  | { state: 'refused'; reason: string }
  /** The registrar could not say; asked again later it may. */
  | { state: 'unknown'; reason: string }
)

/** Who is to own a name, as registries want it. */
export type Registrant = {
  givenName: string
  familyName: string
  email: string
  street: string
  city: string
  postcode: string
  /** ISO 3166-1, two letters. */
  country: string
  /** `+33.123456789` */
  phone: string
}

/** No answer, or one that says nothing: what was asked may or may not have happened. Asked again, it is looked up first. */
export type Unsure = { kind: 'retry'; afterMs: number; reason: string }

/** It needs staff: a key that does not work, an account without money, an answer that cannot be right. */
type NeedsStaff = { kind: 'operator'; reason: string }

/** What came of a registration or a renewal. A driver answers with one of these and does not throw for what a registrar may do. */
export type RegistrarOutcome =
  | { kind: 'done'; expiresAt: Date }
  /** Taken on, and not done yet. */
  | { kind: 'pending'; pollAfterMs: number }
  | Unsure
  | { kind: 'rejected'; code: 'taken' | 'invalid'; reason: string }
  | NeedsStaff

export type DomainStanding = { kind: 'ours'; expiresAt: Date } | { kind: 'not_ours' } | Unsure | NeedsStaff

/** Speaks to one registrar, in whose account our customers' names are. A name is there once, so it is its own key. */
export interface Registrar {
  /** @param currency ISO 4217, lower case, of the prices */
  search(names: string[], currency: string): Promise<DomainOffer[]>
  /**
   * Registers a name. One that is in the account already is done, so that a repeat buys nothing.
   * @param wish.wasAsked whether an earlier call may have gone through: the name may be ours then although the account
   *   does not show it yet, and so one that is taken is for staff
   */
  register(wish: {
    name: string
    registrant: Registrant
    years: number
    currency: string
    wasAsked: boolean
  }): Promise<RegistrarOutcome>
  status(name: string): Promise<DomainStanding>
  /**
   * Renews a name that is in the account.
   * @param wish.from when it expires as we know it: one that expires later was renewed by an earlier call
   */
  renew(wish: { name: string; years: number; from: Date; currency: string }): Promise<RegistrarOutcome>
}
