'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { isBillingCycle } from '@/lib/catalog/billing-cycle'
import { quote } from '@/lib/checkout/quote'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { formatMoney } from '@/lib/money'
import { textOf } from '@/lib/web/form-state'
import { limitCheckoutAttempts } from '@/lib/web/limit-checkout-attempts'
import { type CheckoutState, type Entries, entryNames } from './checkout-state'
import { keepDraft } from './draft'
import { priceView } from './price-view'

/** Sends the checkout form: prices it anew, and unless only a coupon was applied, opens the payment page. */
export async function sendCheckout(previous: CheckoutState, form: FormData): Promise<CheckoutState> {
  const state: CheckoutState = {
    attempt: previous.attempt + 1,
    entries: readEntries(form),
    attemptId: textOf(form, 'attemptId'),
    fields: {},
    price: previous.price,
  }
  let url: string
  try {
    await limitCheckoutAttempts(await headers())
    const price = await priceAnew(form, state.entries)
    if (textOf(form, 'intent') === 'coupon') return { ...state, price }
    if (price.today.amountMinor > previous.price.today.amountMinor) return { ...state, price, ...dearer(price.today) }
    state.price = price
    const wish = { planId: textOf(form, 'planId'), billingCycle: textOf(form, 'billingCycle') }
    ;({ url } = await startCheckout({ ...wish, ...inputOf(state.entries), attemptId: state.attemptId }))
  } catch (error) {
    return { ...state, ...explain(error, state) }
  }
  await keepDraft({ ...state.entries, attemptId: state.attemptId })
  redirect(url)
}

function readEntries(form: FormData): Entries {
  const [name, email, domain, couponCode] = entryNames.map((entry) => textOf(form, entry).trim())
  return {
    'customer.name': name ?? '',
    'customer.email': email ?? '',
    domain: domain ?? '',
    couponCode: couponCode ?? '',
  }
}

function inputOf(entries: Entries) {
  return {
    customer: { name: entries['customer.name'], email: entries['customer.email'] },
    domain: entries.domain,
    couponCode: entries.couponCode,
  }
}

async function priceAnew(form: FormData, entries: Entries) {
  const cycle = textOf(form, 'billingCycle')
  if (!isBillingCycle(cycle)) throw new AppError('unknown_cycle', 'Choose the plan again.')
  const email = entries['customer.email'] || undefined
  const couponCode = entries.couponCode || undefined
  return priceView(await quote({ planCode: textOf(form, 'planId'), cycle, couponCode, email }))
}

/** The visitor agreed to a smaller figure, so it is shown before it is charged. */
function dearer(today: CheckoutState['price']['today']) {
  return {
    title: 'Please check the new total',
    message: `You pay ${formatMoney(today)} today without a coupon. Continue if that is right.`,
  }
}

function explain(error: unknown, { price }: CheckoutState): Partial<CheckoutState> {
  if (!(error instanceof AppError)) {
    log().error({ err: error }, 'A checkout failed')
    return { ...notSent, message: 'Something went wrong on our side. Nothing was charged. Please try again.' }
  }
  const fields = Object.fromEntries(
    Object.entries(error.details.fields ?? {}).filter(([name]) => entryNames.some((entry) => entry === name)),
  )
  const withoutCoupon = { ...price, discount: { ...price.full, amountMinor: 0 }, today: price.full, couponCode: null }
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : { ...notSent, message: error.message }),
    price: fields.couponCode ? withoutCoupon : price,
  }
}

const notSent = { title: 'The payment page could not be opened' }
