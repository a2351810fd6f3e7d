'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { isBillingCycle } from '@/lib/catalog/billing-cycle'
import { defaultCurrency, isCurrency } from '@/lib/catalog/currency'
import { admitForm, stampForm } from '@/lib/checkout/admit-form'
import { quote } from '@/lib/checkout/quote'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { AppError } from '@/lib/errors'
import { readLegalText } from '@/lib/legal/read-legal-text'
import { log } from '@/lib/log'
import { formatMoney } from '@/lib/money'
import { expectedError } from '@/lib/web/expected-error'
import { textOf } from '@/lib/web/form-state'
import { limitCheckoutAttempts } from '@/lib/web/limit-checkout-attempts'
import { defaultLocale, formatOf, isLocale, type Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'
import { type CheckoutState, type Entries, entryNames, trapName } from './checkout-state'
import { keepDraft, readDraft } from './draft'
import { priceView } from './price-view'

/**
 * Sends the checkout form: prices it anew, and unless only a coupon was applied, opens the payment page. One on Stripe's
 * site is redirected to; one within the shop is named in `payAt`, as the form has to load it as a new document.
 */
export async function sendCheckout(previous: CheckoutState, form: FormData): Promise<CheckoutState> {
  const locale = localeOf(form)
  const state: CheckoutState = {
    attempt: previous.attempt + 1,
    entries: readEntries(form),
    // Of all tabs of a browser, so that the same order in two of them is one.
    attemptId: (await readDraft())?.attemptId ?? textOf(form, 'attemptId'),
    stamp: stampForm(),
    termsVersion: (await readLegalText('terms', locale)).version,
    fields: {},
    price: previous.price,
  }
  let opened: Awaited<ReturnType<typeof startCheckout>>
  try {
    await limitCheckoutAttempts(await headers())
    await admitForm({ trap: textOf(form, trapName), stamp: textOf(form, 'stamp') })
    const price = await priceAnew(form, state.entries)
    if (textOf(form, 'intent') === 'coupon') return { ...state, price }
    if (price.today.amountMinor > previous.price.today.amountMinor)
      return { ...state, price, ...dearer(price.today, locale) }
    state.price = price
    const wish = { planId: textOf(form, 'planId'), billingCycle: textOf(form, 'billingCycle') }
    const view = { currency: textOf(form, 'currency'), locale }
    const input = { ...wish, ...view, ...inputOf(state.entries), attemptId: state.attemptId }
    opened = await startCheckout(input, {
      runsScripts: textOf(form, 'runsScripts') === 'yes',
      consents: { termsVersion: textOf(form, 'termsVersion'), wantsReminder: state.entries.reminder === 'yes' },
    })
  } catch (error) {
    return { ...state, ...explain(error, state, locale) }
  }
  await keepDraft({ ...state.entries, attemptId: state.attemptId })
  if (opened.page === 'embedded') return { ...state, payAt: opened.url }
  redirect(opened.url)
}

function readEntries(form: FormData): Entries {
  const [name, email, domain, couponCode, reminder] = entryNames.map((entry) => textOf(form, entry).trim())
  return {
    'customer.name': name ?? '',
    'customer.email': email ?? '',
    domain: domain ?? '',
    couponCode: couponCode ?? '',
    reminder: reminder ?? '',
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
  if (!isBillingCycle(cycle)) throw new AppError('unknown_cycle', wordsOf(localeOf(form)).checkout.refused.chooseAgain)
  const currency = textOf(form, 'currency')
  const email = entries['customer.email'] || undefined
  const couponCode = entries.couponCode || undefined
  const wish = { planCode: textOf(form, 'planId'), cycle, currency: isCurrency(currency) ? currency : defaultCurrency }
  return priceView(await quote({ ...wish, couponCode, email }))
}

function localeOf(form: FormData): Locale {
  const locale = textOf(form, 'locale')
  return isLocale(locale) ? locale : defaultLocale
}

/** The visitor agreed to a smaller figure, so it is shown before it is charged. */
function dearer(today: CheckoutState['price']['today'], locale: Locale) {
  const words = wordsOf(locale).checkout.refused
  return { title: words.dearerTitle, message: words.dearer(formatMoney(today, formatOf[locale])) }
}

function explain(error: unknown, { price }: CheckoutState, locale: Locale): Partial<CheckoutState> {
  const words = wordsOf(locale).checkout.refused
  const expected = expectedError(error)
  if (!expected) {
    log().error({ err: error }, 'A checkout failed')
    return { title: words.title, message: words.unexpected }
  }
  const { code, details, message } = expected
  const fields = Object.fromEntries(
    Object.entries(details.fields ?? {})
      .filter(([name]) => entryNames.some((entry) => entry === name))
      .map(([name, sentence]) => [name, words.codes[code] ?? words.fields[name] ?? sentence]),
  )
  const withoutCoupon = { ...price, discount: { ...price.full, amountMinor: 0 }, today: price.full, couponCode: null }
  const title = code === 'terms_changed' ? words.termsTitle : words.title
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : { title, message: words.codes[code] ?? message }),
    price: fields.couponCode ? withoutCoupon : price,
  }
}
