import type { Behaviour } from './behaviour'

export type Card = {
  kind: 'card'
  name: string | null
  brand: string
  funding: 'credit' | 'debit'
  last4: string
  expMonth: number
  expYear: number
  behaviour: Behaviour
}

export type BankAccount = {
  kind: 'bank_debit'
  name: string | null
  last4: string
  routingNumber: string
  behaviour: Behaviour
}

export type SepaAccount = {
  kind: 'sepa_debit'
  name: string | null
  last4: string
  country: string
  behaviour: Behaviour
}

/** What somebody pays with. It never holds a whole card number. */
export type Instrument = Card | BankAccount | SepaAccount
