import type Stripe from 'stripe'
import type { Behaviour } from '../cards/behaviour'
import type { DebitFailure } from '../cards/test-accounts'

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

export type TestClock = Stored<Stripe.TestHelpers.TestClock>
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
export type SetupIntent = Stored<Stripe.SetupIntent>
export type Refund = Stored<Stripe.Refund>
export type Dispute = Stored<Stripe.Dispute>
export type BalanceTransaction = Stored<Stripe.BalanceTransaction>
export type PromotionCode = Stored<Stripe.PromotionCode>
export type InvoiceItem = Stored<Stripe.InvoiceItem>
export type Schedule = Stored<Stripe.SubscriptionSchedule>
export type Product = Stored<Stripe.Product>
export type Price = Stored<Stripe.Price>
export type Meter = Stored<Stripe.Billing.Meter>
export type MeterEvent = Stored<Stripe.Billing.MeterEvent>
export type MeterSummary = Stored<Stripe.Billing.MeterEventSummary>
export type PortalConfiguration = Stored<Stripe.BillingPortal.Configuration>
export type PortalSession = Stored<Stripe.BillingPortal.Session>
export type WebhookEndpoint = Stored<Stripe.WebhookEndpoint>
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
  paymentIntentUsage?: PaymentIntent['setup_future_usage']
  paymentIntentShipping?: PaymentIntent['shipping']
  /** The code by which the coupon came, if any. */
  promotionCode?: string | null
  /** The trial that comes first, counted from the day of payment or until a moment. */
  trial?: { days: number } | { end: number } | null
  trialSettings?: Subscription['trial_settings']
  /** Where the buyer lives, once they have said it on the page of a session that is taxed. */
  country?: string | null
  /** Made by the first attempt to pay, used again by the next. */
  paymentIntent: string | null
}

/** A delayed payment under way, by its payment intent. */
type Settlement = { id: string; atMs: number; failure: DebitFailure | null }

/** What a payment intent (its id) pays for; intents of the API alone have none. */
type PaymentPurpose = { id: string; session: string | null; invoice: string | null }

/** How an invoice (its id) is being paid. */
type InvoiceCollection = { id: string; paymentIntent: string; invoicePayment: string }

/** Which subscription an item (its id) is of. */
type ItemOwner = { id: string; subscription: string }

/** The end of the period for which a subscription (its id) was told of its next invoice. */
type UpcomingNotice = { id: string; periodEnd: number }

/** When a subscription (its id) is to be told that its trial ends. */
type TrialNotice = { id: string; at: number }

/** An event that one of its receivers has not yet taken. */
export type Delivery = {
  id: string
  event: string
  /** The webhook endpoint's id, or `configured`. */
  endpoint: string
  tries: number
  /** Null once the last try failed. */
  nextTryAtMs: number | null
}

/** What signs the deliveries to an endpoint, by its id. An older secret signs as well until its time is over. */
type WebhookSecret = { id: string; secret: string; older: { secret: string; untilMs: number }[] }

type IdempotentAnswer = { id: string; atSeconds: number; fingerprint: string; status?: number; body: string }

/** When an event of a test clock was really made: it is forgotten by that, not by the clock's time. */
type EventAge = { id: string; atSeconds: number }

export type Rows = {
  test_clock: TestClock
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
  balance_transaction: BalanceTransaction
  payment_method: PaymentMethod
  product: Product
  price: Price
  meter: Meter
  meter_event: { id: string; event: MeterEvent }
  portal_configuration: PortalConfiguration
  portal_session: PortalSession
  webhook_endpoint: WebhookEndpoint
  webhook_secret: WebhookSecret
  event: StoredEvent
  event_age: EventAge
  delivery: Delivery
  settlement: Settlement
  idempotent_answer: IdempotentAnswer
  payment_behaviour: Behaviour & { id: string }
  payment_purpose: PaymentPurpose
  invoice_collection: InvoiceCollection
  item_owner: ItemOwner
  trial_notice: TrialNotice
  upcoming_notice: UpcomingNotice
  setup_intent: SetupIntent
  refund: Refund
  dispute: Dispute
  promotion_code: PromotionCode
  invoice_item: InvoiceItem
  subscription_schedule: Schedule
}
