import type Stripe from 'stripe'

/**
 * An object of Stripe's as it is stored and sent: what can be expanded is an id, and decimals are strings.
 * The SDK's own types describe the same object after its client has decoded it.
 */
export type Stored<Row> = { [Key in keyof Row]: StoredValue<Row[Key]> }

type StoredValue<Value> = string extends Value ? Exclude<Value, { object: string }> : StoredPart<Value>

type StoredPart<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends Stripe.Decimal
    ? string
    : Value extends Array<infer Item>
      ? Array<StoredValue<Item>>
      : Value extends object
        ? Stored<Value>
        : Value

export type Customer = Stored<Stripe.Customer>
export type Coupon = Stored<Stripe.Coupon>
export type Discount = Stored<Stripe.Discount>
export type Session = Stored<Stripe.Checkout.Session>
export type LineItem = Stored<Stripe.LineItem>
export type Subscription = Stored<Stripe.Subscription>
export type SubscriptionItem = Stored<Stripe.SubscriptionItem>
export type Invoice = Stored<Stripe.Invoice>
export type InvoiceLine = Stored<Stripe.InvoiceLineItem>
export type InvoicePayment = Stored<Stripe.InvoicePayment>
export type PaymentIntent = Stored<Stripe.PaymentIntent>
export type Charge = Stored<Stripe.Charge>
export type PaymentMethod = Stored<Stripe.PaymentMethod>
export type Product = Stored<Stripe.Product>
export type Price = Stored<Stripe.Price>
export type ApiList<Item> = { object: 'list'; data: Item[]; has_more: boolean; url: string }

export type EventType = Stripe.Event['type']
/** What an event of one type carries. */
export type EventObject<Type extends EventType> = Stored<Extract<Stripe.Event, { type: Type }>['data']['object']>
export type StoredEvent = Stored<Stripe.EventBase>

/** What a session knows and does not show: its lines, and what it will make once it is paid. */
export type SessionPlan = {
  /** The session's id. */
  id: string
  lines: LineItem[]
  coupon: string | null
  subscriptionMetadata: Record<string, string>
  subscriptionDescription: string | null
  paymentIntentMetadata: Record<string, string>
  paymentIntentDescription: string | null
  /** Made by the first attempt to pay, used again by the next. */
  paymentIntent: string | null
}

/** A delayed payment under way. */
type Settlement = { id: string; atMs: number; failure: 'account_closed' | 'insufficient_funds' | null }

/** An event that its receiver has not yet taken. */
export type Delivery = {
  /** The event's id. */
  id: string
  tries: number
  /** Null once the last try failed. */
  nextTryAtMs: number | null
}

type IdempotentAnswer = { id: string; atSeconds: number; fingerprint: string; body: string }

export type Rows = {
  customer: Customer
  deleted_customer: Stripe.DeletedCustomer
  coupon: Coupon
  discount: Discount
  session: Session
  session_plan: SessionPlan
  subscription: Subscription
  invoice: Invoice
  invoice_payment: InvoicePayment
  payment_intent: PaymentIntent
  charge: Charge
  payment_method: PaymentMethod
  product: Product
  price: Price
  event: StoredEvent
  delivery: Delivery
  settlement: Settlement
  idempotent_answer: IdempotentAnswer
}
