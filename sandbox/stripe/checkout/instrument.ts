/** Why a bank would refuse, in the codes of Stripe's errors. */
export type Refusal = { code: string; declineCode: string | null; message: string }

export type Card = {
  kind: 'card'
  name: string
  brand: string
  funding: 'credit' | 'debit'
  last4: string
  expMonth: number
  expYear: number
  refusal: Refusal | null
}

export type BankAccount = {
  kind: 'bank_debit'
  name: string
  last4: string
  routingNumber: string
  /** What the bank will say some seconds later; null when it will pay. */
  failure: 'account_closed' | 'insufficient_funds' | null
}

/** What somebody pays with, as read from the payment page. It never holds a whole card number. */
export type Instrument = Card | BankAccount
