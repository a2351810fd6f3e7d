import type Stripe from 'stripe'
import { account } from './account'
import { eventually, sdkFor, secretKey, startStandIn } from './stand-in'

export type OpenStripe = {
  sdk: Stripe
  /** Address of the API. */
  url: string
  key: string
  close(): Promise<void>
}

/** Stripe for a test file: a stand-in of its own, or the account that the suite runs against. */
export async function openStripe(): Promise<OpenStripe> {
  if (!account) return { ...(await startStandIn({ settleAfterMs: 300 })), key: secretKey }
  const { apiBase: url, secretKey: key } = account
  return { sdk: sdkFor(url, key, 3), url, key, async close() {} }
}

type Request = { method?: 'GET' | 'POST'; form?: string | Record<string, string>; headers?: Record<string, string> }

/** Asks the API as it stands, past the SDK: without a version unless the headers name one. */
export async function ask({ url, key }: OpenStripe, path: string, { method, form, headers }: Request = {}) {
  const answer = await fetch(url + path, {
    method: method ?? (form === undefined ? 'GET' : 'POST'),
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    headers: { authorization: `Bearer ${key}`, ...headers },
  })
  return { status: answer.status, body: await answer.json() }
}

/**
 * Pays a session as the official command line does: by the calls of Stripe's payment page.
 * @returns the session as it is afterwards
 */
export async function buy(
  stripe: OpenStripe,
  session: { id: string; amount_total: number | null },
  token = 'tok_visa',
): Promise<Stripe.Response<Stripe.Checkout.Session>> {
  const method = await stripe.sdk.paymentMethods.create({
    type: 'card',
    card: { token },
    billing_details: { name: 'John Doe', email: 'john@example.com' },
  })
  const { status, body } = await ask(stripe, `/v1/payment_pages/${session.id}/confirm`, {
    form: { payment_method: method.id, expected_amount: String(session.amount_total) },
  })
  if (status !== 200) throw new Error(`The session was not paid: ${status} ${JSON.stringify(body.error)}`)
  return eventually(
    () => stripe.sdk.checkout.sessions.retrieve(session.id),
    (paid) => paid.status === 'complete',
  )
}

/** Types of the events that speak of this object, in the order they were made; asked for until these are among them. */
export function eventsAbout({ sdk }: OpenStripe, id: string, expected: Stripe.Event['type'][]): Promise<string[]> {
  const about = async () => {
    const events = await sdk.events.list({ types: [...new Set(expected)], limit: 100 })
    return events.data.filter(({ data }) => JSON.stringify(data.object).includes(id)).map(({ type }) => type)
  }
  return eventually(about, (types) => expected.every((type) => types.includes(type))).then((types) =>
    types.toReversed(),
  )
}

let counted = 0

/** A name that nothing in an account has yet. */
export function unique(name: string): string {
  counted++
  return `${name}${Date.now().toString(36)}${process.pid.toString(36)}${counted}`
}
