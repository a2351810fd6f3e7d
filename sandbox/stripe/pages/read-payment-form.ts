import { behaviourIn, paysAlways } from '../cards/behaviour'
import type { Instrument } from '../cards/instrument'
import { testAccounts, testRoutingNumber } from '../cards/test-accounts'
import { notATestCard, testCards } from '../cards/test-cards'
import type { Session } from '../core/stored'

/** The fields of the payment page, by their names in the form. */
const fieldNames = [
  'email',
  'country',
  'card_number',
  'card_expiry',
  'card_cvc',
  'card_name',
  'routing_number',
  'account_number',
  'account_name',
  'promotion_code',
] as const
export type FieldName = (typeof fieldNames)[number]
export type FieldErrors = Partial<Record<FieldName, string>>
type Method = 'card' | 'bank_debit'

export type Entered = { method: Method; values: Partial<Record<FieldName, string>> }
type Known = { email: string | null; country?: string | null }
type Reading = { errors: FieldErrors; email: string; country: string | null; instrument: Instrument | null }

/** What the page takes of what the session takes. */
export function methodsOf(session: Session): Method[] {
  const types = session.payment_method_types
  return [
    ...(types.includes('card') ? ['card' as const] : []),
    ...(types.includes('us_bank_account') ? ['bank_debit' as const] : []),
  ]
}

export function enteredIn(form: URLSearchParams): Entered {
  const values = Object.fromEntries(fieldNames.map((name) => [name, (form.get(name) ?? '').trim().slice(0, 512)]))
  return { method: form.get('method') === 'bank_debit' ? 'bank_debit' : 'card', values }
}

/**
 * Reads what somebody typed.
 * @param known the address the session came with: the form asks for one only without it. `country` is there when tax
 *   depends on it, and null as long as nobody has said it
 * @returns one sentence for each field that is wrong, or what to pay with
 */
export function readPaymentForm(entered: Entered, known: Known, nowMs: number): Reading {
  const errors: FieldErrors = {}
  const email = known.email ?? entered.values.email ?? ''
  const country = known.country === undefined ? null : readCountry(entered, errors, known.country)
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) errors.email = 'Enter your e-mail address, such as name@example.com.'
  const instrument =
    entered.method === 'card' ? readCard(entered.values, nowMs, errors) : readAccount(entered.values, errors)
  return { errors, email, country, instrument: Object.keys(errors).length > 0 ? null : instrument }
}

/** Whether the page has to ask where the buyer lives. */
export function asksCountry({ automatic_tax, customer }: Session): boolean {
  return automatic_tax.enabled && customer === null
}

export function readCountry({ values }: Entered, errors: FieldErrors, known: string | null): string {
  const country = values.country?.toUpperCase() || (known ?? '')
  if (!/^[A-Z]{2}$/.test(country)) errors.country = 'Enter your country’s two letters, such as DE or US.'
  return country
}

function readCard(values: Entered['values'], nowMs: number, errors: FieldErrors): Instrument {
  const number = digitsOf(values.card_number)
  const isAmex = /^3[47]/.test(number)
  if (number.length < (isAmex ? 15 : 16)) errors.card_number = 'Your card number is incomplete.'
  else if (number.length > 19 || !isLuhn(number)) errors.card_number = 'Your card number is invalid.'
  const expiry = readExpiry(values.card_expiry ?? '', nowMs)
  if (typeof expiry === 'string') errors.card_expiry = expiry
  const cvc = values.card_cvc ?? ''
  if (!/^\d*$/.test(cvc)) errors.card_cvc = "Your card's security code holds digits only."
  else if (cvc.length !== (isAmex ? 4 : 3)) errors.card_cvc = "Your card's security code is incomplete."
  const name = values.card_name ?? ''
  if (name === '') errors.card_name = 'Enter the name on your card.'
  const known = testCards.find((card) => card.number === number)
  return {
    kind: 'card',
    name,
    brand: known?.brand ?? 'unknown',
    funding: known?.funding ?? 'credit',
    last4: number.slice(-4),
    expMonth: typeof expiry === 'string' ? 0 : expiry.month,
    expYear: typeof expiry === 'string' ? 0 : expiry.year,
    behaviour: known ? behaviourIn(known) : { ...paysAlways, refusal: notATestCard, isRefusedAtOnce: true },
  }
}

function readAccount(values: Entered['values'], errors: FieldErrors): Instrument {
  const routingNumber = digitsOf(values.routing_number)
  const number = digitsOf(values.account_number)
  const known = testAccounts.find((account) => account.number === number)
  if (routingNumber !== testRoutingNumber) errors.routing_number = `Use the test routing number ${testRoutingNumber}.`
  if (!known) errors.account_number = 'Use one of the test account numbers listed below.'
  const name = values.account_name ?? ''
  if (name === '') errors.account_name = 'Enter the name of the account holder.'
  const behaviour = { ...paysAlways, debitFailure: known?.failure ?? null }
  return { kind: 'bank_debit', name, last4: number.slice(-4), routingNumber, behaviour }
}

function digitsOf(text: string | undefined): string {
  return (text ?? '').replace(/[\s-]/g, '')
}

function readExpiry(text: string, nowMs: number): { month: number; year: number } | string {
  const found = /^(\d{1,2})\s*[/-]?\s*(\d{4}|\d{2})$/.exec(text)
  if (!found) return "Your card's expiration date is incomplete: MM / YY."
  const month = Number(found[1])
  const short = Number(found[2])
  const year = short < 100 ? 2000 + short : short
  if (month < 1 || month > 12) return "Your card's expiration month is invalid."
  const now = new Date(nowMs)
  const thisYear = now.getUTCFullYear()
  if (year < thisYear || year > thisYear + 50) return "Your card's expiration year is in the past."
  if (year === thisYear && month < now.getUTCMonth() + 1) return "Your card's expiration date is in the past."
  return { month, year }
}

/** The check digit of card numbers. */
function isLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
