import { describe, expect, test } from 'vitest'
import { renderMail } from '@/lib/mail/render-mail'
import { type TemplateName, templates } from '@/lib/mail/templates'
import type { Locale } from '@/lib/words/locale'
import CancellationConfirmed from './cancellation-confirmed'
import CancellationUndone from './cancellation-undone'
import CheckoutReminder from './checkout-reminder'
import DeletionWarning from './deletion-warning'
import DisputeOpened from './dispute-opened'
import DomainLost from './domain-lost'
import EmailChangeNotice from './email-change-notice'
import EmailVerification from './email-verification'
import EndingSoon from './ending-soon'
import NewSignIn from './new-sign-in'
import OrderConfirmation from './order-confirmation'
import OrderPaymentFailed from './order-payment-failed'
import PasswordReset from './password-reset'
import PaymentFailed from './payment-failed'
import PaymentPending from './payment-pending'
import PlanChangeScheduled from './plan-change-scheduled'
import PlanChangeWithdrawn from './plan-change-withdrawn'
import PlanChanged from './plan-changed'
import Receipt from './receipt'
import ServiceDeleted from './service-deleted'
import ServiceEnded from './service-ended'
import ServiceHeld from './service-held'
import ServiceReleased from './service-released'
import ServiceRestored from './service-restored'
import ServiceSuspended from './service-suspended'
import StaffAlerts from './staff-alerts'
import Welcome from './welcome'

const lost = { lostDomain: 'shared.example' }
const credited = { credited: { amountMinor: 4200, currency: 'usd' } }
const offline = { isReminder: true, suspendsAt: null, amount: null }

/** Each mail to a customer, once for each of its forms. */
const toCustomers: [TemplateName, (locale: Locale) => Parameters<typeof renderMail>[0]][] = [
  ['welcome', (locale) => <Welcome {...Welcome.PreviewProps} locale={locale} />],
  ['welcome', (locale) => <Welcome {...Welcome.PreviewProps} {...lost} temporaryPassword={null} locale={locale} />],
  ['order-confirmation', (locale) => <OrderConfirmation {...OrderConfirmation.PreviewProps} locale={locale} />],
  [
    'order-confirmation',
    (locale) => <OrderConfirmation {...OrderConfirmation.PreviewProps} renewalDate={null} locale={locale} />,
  ],
  ['payment-pending', (locale) => <PaymentPending {...PaymentPending.PreviewProps} locale={locale} />],
  ['order-payment-failed', (locale) => <OrderPaymentFailed {...OrderPaymentFailed.PreviewProps} locale={locale} />],
  ['checkout-reminder', (locale) => <CheckoutReminder {...CheckoutReminder.PreviewProps} locale={locale} />],
  ['password-reset', (locale) => <PasswordReset {...PasswordReset.PreviewProps} locale={locale} />],
  ['email-verification', (locale) => <EmailVerification {...EmailVerification.PreviewProps} locale={locale} />],
  ['email-change-notice', (locale) => <EmailChangeNotice {...EmailChangeNotice.PreviewProps} locale={locale} />],
  ['new-sign-in', (locale) => <NewSignIn {...NewSignIn.PreviewProps} locale={locale} />],
  ['new-sign-in', (locale) => <NewSignIn {...NewSignIn.PreviewProps} browser={null} system={null} locale={locale} />],
  ['receipt', (locale) => <Receipt {...Receipt.PreviewProps} locale={locale} />],
  ['payment-failed', (locale) => <PaymentFailed {...PaymentFailed.PreviewProps} locale={locale} />],
  ['payment-failed', (locale) => <PaymentFailed {...PaymentFailed.PreviewProps} {...offline} locale={locale} />],
  ['service-suspended', (locale) => <ServiceSuspended {...ServiceSuspended.PreviewProps} locale={locale} />],
  ['domain-lost', (locale) => <DomainLost {...DomainLost.PreviewProps} locale={locale} />],
  // In the words of whoever wrote it.
  ['service-held', (locale) => <ServiceHeld {...ServiceHeld.PreviewProps} reason="…" locale={locale} />],
  ['service-released', (locale) => <ServiceReleased {...ServiceReleased.PreviewProps} locale={locale} />],
  ['service-restored', (locale) => <ServiceRestored {...ServiceRestored.PreviewProps} locale={locale} />],
  ['ending-soon', (locale) => <EndingSoon {...EndingSoon.PreviewProps} locale={locale} />],
  ['service-ended', (locale) => <ServiceEnded {...ServiceEnded.PreviewProps} locale={locale} />],
  ['deletion-warning', (locale) => <DeletionWarning {...DeletionWarning.PreviewProps} locale={locale} />],
  ['deletion-warning', (locale) => <DeletionWarning {...DeletionWarning.PreviewProps} isLast locale={locale} />],
  ['service-deleted', (locale) => <ServiceDeleted {...ServiceDeleted.PreviewProps} locale={locale} />],
  [
    'cancellation-confirmed',
    (locale) => <CancellationConfirmed {...CancellationConfirmed.PreviewProps} locale={locale} />,
  ],
  ['cancellation-undone', (locale) => <CancellationUndone {...CancellationUndone.PreviewProps} locale={locale} />],
  ['plan-changed', (locale) => <PlanChanged {...PlanChanged.PreviewProps} {...credited} locale={locale} />],
  ['plan-change-scheduled', (locale) => <PlanChangeScheduled {...PlanChangeScheduled.PreviewProps} locale={locale} />],
  ['plan-change-withdrawn', (locale) => <PlanChangeWithdrawn {...PlanChangeWithdrawn.PreviewProps} locale={locale} />],
]

const toStaff: TemplateName[] = ['dispute-opened', 'staff-alerts']

/** Words of one language that the other has not. */
const onlyIn: Record<Locale, RegExp> = {
  en: /\b(the|your|you|we|and|with|this|that|until|our|not|was|from|month|January|November|December)\b/gi,
  es: /\b(el|la|los|tu|que|con|hasta|nuestro|para|por|cuenta|noviembre|diciembre)\b/gi,
}

test('this file knows each mail', () => {
  const known = new Set([...toCustomers.map(([name]) => name), ...toStaff])
  expect([...known].sort()).toEqual(Object.keys(templates).sort())
})

describe.each(toCustomers)('%s', (_, write) => {
  test.each(['en', 'es'] as const)('in %s has its words and none of another language', async (locale) => {
    const { html, text } = await renderMail(write(locale))
    expect(html).toContain(`lang="${locale}"`)
    const other = locale === 'en' ? 'es' : 'en'
    const readable = text.replaceAll(/https?:\/\/\S+|\S+@\S+/g, '')
    expect(readable.match(onlyIn[locale])?.length ?? 0).toBeGreaterThan(3)
    expect(readable.match(onlyIn[other]) ?? []).toEqual([])
  })

  test.each(['en', 'es'] as const)(
    'in %s is a whole page for light and dark, loads nothing, and reads well as text',
    async (locale) => {
      expectWholePage(await renderMail(write(locale)))
    },
  )
})

test('the mails to staff are whole pages too', async () => {
  expectWholePage(await renderMail(<DisputeOpened {...DisputeOpened.PreviewProps} />))
  expectWholePage(await renderMail(<StaffAlerts {...StaffAlerts.PreviewProps} />))
})

function expectWholePage({ html, text }: { html: string; text: string }): void {
  expect(html).toMatch(/^<!DOCTYPE html/)
  expect(html).toMatch(/<title>[^<]+<\/title>/)
  expect(html).toContain('@media (prefers-color-scheme: dark)')
  expect(html).toContain('[data-ogsc]')
  expect(html).toContain('data-skip-in-text="true"')
  expect(html).not.toMatch(/<img|<link|<script|@import|@font-face|url\(/)
  // Outlook knows no padding of a table that is ours.
  expect(html).not.toMatch(/<table[^>]*class="sunken facts"[^>]*padding/)
  expect(text).not.toMatch(/<[a-z]|prefers-color-scheme|undefined|null|NaN|\[object/)
  // A label and its value share a line, and no line has trailing blanks.
  expect(text).not.toMatch(/[ \t]\n/)
}

test('dates and amounts are written as in the language of the reader', async () => {
  const receipt = (locale: Locale) => renderMail(<Receipt {...Receipt.PreviewProps} locale={locale} />)
  const { text: english } = await receipt('en')
  expect(english).toMatch(/For the time +November 23, 2027 to December 23, 2027/)
  expect(english).toMatch(/Discount +-\$0\.80/)
  expect(english).toMatch(/Tax +\$1\.51/)
  expect(english).toMatch(/Total +\$8\.70/)
  expect(english).toContain('https://pay.stripe.com/invoice/acct_1/test_1/pdf')
  const { text: spanish } = await receipt('es')
  expect(spanish).toMatch(/Por el periodo +Del 23 de noviembre de 2027 al 23 de diciembre de 2027/)
  expect(spanish).toMatch(/Impuestos +1,51\sUS\$/)
  expect(spanish).toMatch(/Total +8,70\sUS\$/)
})

test('a receipt that credit has paid in part says both parts, and a plain one the total alone', async () => {
  const none = { amountMinor: 0, currency: 'usd' }
  const plain = { ...Receipt.PreviewProps, discount: none, tax: none }
  const { text } = await renderMail(<Receipt {...plain} paid={{ amountMinor: 500, currency: 'usd' }} />)
  expect(text).toMatch(/Total +\$8\.70\n/)
  expect(text).toMatch(/Paid from your credit +\$3\.70\n/)
  expect(text).toMatch(/Paid +\$5\.00\n/)
  const whole = await renderMail(<Receipt {...plain} />)
  expect(whole.text).not.toMatch(/Subtotal|Discount|Tax|credit/)
})
