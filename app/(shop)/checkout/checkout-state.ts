import type { PriceView } from './price-view'

/** The inputs that a visitor fills, by name; the names are those of the failures' `fields`. */
export const entryNames = ['customer.name', 'customer.email', 'domain', 'couponCode', 'reminder'] as const

/** An input that no person sees. */
export const trapName = 'note'

/** `reminder` is `yes` when it is ticked. */
export type Entries = Record<(typeof entryNames)[number], string>

/** What the checkout form shows after a submit, or at first. */
export type CheckoutState = {
  /** Counts the submits, so that each failure takes the focus anew. */
  attempt: number
  entries: Entries
  /** Makes one order of a form that is sent twice. */
  attemptId: string
  /** When the form was shown, signed. */
  stamp: string
  /** Of the terms that stand beside the button. */
  termsVersion: string
  /** A failure's heading and its words, when it is about no single field. */
  title?: string
  message?: string
  /** Sentences by the name of the field they are about. */
  fields: Record<string, string>
  price: PriceView
  /** The payment page's address, once it is open within the shop. */
  payAt?: string
}
