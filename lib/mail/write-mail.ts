import type { Tx } from '@/db/client'
import CancellationConfirmed from '@/emails/cancellation-confirmed'
import CancellationUndone from '@/emails/cancellation-undone'
import CheckoutReminder from '@/emails/checkout-reminder'
import DeletionWarning from '@/emails/deletion-warning'
import DisputeOpened from '@/emails/dispute-opened'
import DomainLost from '@/emails/domain-lost'
import EmailChangeNotice from '@/emails/email-change-notice'
import EmailVerification from '@/emails/email-verification'
import EndingSoon from '@/emails/ending-soon'
import NewSignIn from '@/emails/new-sign-in'
import OrderConfirmation from '@/emails/order-confirmation'
import OrderPaymentFailed from '@/emails/order-payment-failed'
import PasswordReset from '@/emails/password-reset'
import PaymentFailed from '@/emails/payment-failed'
import PaymentPending from '@/emails/payment-pending'
import PlanChangeScheduled from '@/emails/plan-change-scheduled'
import PlanChangeWithdrawn from '@/emails/plan-change-withdrawn'
import PlanChanged from '@/emails/plan-changed'
import Receipt from '@/emails/receipt'
import ServiceDeleted from '@/emails/service-deleted'
import ServiceEnded from '@/emails/service-ended'
import ServiceHeld from '@/emails/service-held'
import ServiceReleased from '@/emails/service-released'
import ServiceRestored from '@/emails/service-restored'
import ServiceSuspended from '@/emails/service-suspended'
import StaffAlerts from '@/emails/staff-alerts'
import Welcome from '@/emails/welcome'
import { createEmailToken } from '@/lib/accounts/create-email-token'
import { createResetToken } from '@/lib/accounts/create-reset-token'
import { setTemporaryPassword } from '@/lib/accounts/set-temporary-password'
import { resumePath } from '@/lib/checkout/resume-path'
import { stopRemindersPath } from '@/lib/checkout/stop-reminders-path'
import { env } from '@/lib/env'
import { localPath } from '@/lib/words/local-path'
import type { Locale } from '@/lib/words/locale'
import { type MailElement, renderMail } from './render-mail'
import { type PropsOf, type TemplateName, templates } from './templates'

/** Throws, in the transaction that would store a secret, when somebody else is to write this mail. */
type Guard = (tx: Tx) => Promise<void>

type Written = {
  element: MailElement
  /** What nobody but the reader may ever see; none in most mails. */
  secret?: string | null
  /** Where a mail program has its reader taken off the list; only for what nobody needs. */
  unsubscribeUrl?: string
}

type Writer<Name extends TemplateName> = (
  props: PropsOf<Name>,
  context: { locale: Locale; guard: Guard },
) => Written | Promise<Written>

/** The templates are plain functions of their props, so that no JSX is needed here. */
const writers: { [Name in TemplateName]: Writer<Name> } = {
  welcome: async ({ userId, ...props }, { locale, guard }) => {
    const temporaryPassword = await setTemporaryPassword(userId, guard)
    const urls = { signInUrl: page(locale, '/sign-in'), dashboardUrl: page(locale, '/panel') }
    return { element: Welcome({ ...props, ...urls, locale, temporaryPassword }), secret: temporaryPassword }
  },
  'order-confirmation': (props, { locale }) => ({
    element: OrderConfirmation({ ...props, locale, dashboardUrl: page(locale, '/panel') }),
  }),
  'payment-pending': (props, { locale }) => ({ element: PaymentPending({ ...props, locale }) }),
  'order-payment-failed': ({ orderPath, ...props }, { locale }) => ({
    element: OrderPaymentFailed({ ...props, locale, orderUrl: address(orderPath) }),
  }),
  'password-reset': async ({ userId, name }, { locale, guard }) => {
    const token = await createResetToken(userId, guard)
    return {
      element: PasswordReset({ locale, name, resetUrl: page(locale, `/reset-password?token=${token}`) }),
      secret: token,
    }
  },
  'checkout-reminder': ({ checkoutSessionId, ...props }, { locale }) => {
    const resumeUrl = page(locale, resumePath(checkoutSessionId, new Date(props.linkWorksUntil)))
    const unsubscribeUrl = address(stopRemindersPath(checkoutSessionId))
    return { element: CheckoutReminder({ ...props, locale, resumeUrl, unsubscribeUrl }), unsubscribeUrl }
  },
  'email-verification': async ({ emailChangeId, ...props }, { locale, guard }) => {
    const token = await createEmailToken(emailChangeId, guard)
    const confirmUrl = page(locale, `/confirm-email?token=${token}`)
    return { element: EmailVerification({ ...props, locale, confirmUrl }), secret: token }
  },
  'email-change-notice': (props, { locale }) => ({
    element: EmailChangeNotice({ ...props, locale, passwordUrl: page(locale, '/forgot-password') }),
  }),
  'new-sign-in': (props, { locale }) => ({
    element: NewSignIn({ ...props, locale, passwordUrl: page(locale, '/forgot-password') }),
  }),
  receipt: ({ serviceId, hostedUrl, ...props }, { locale }) => ({
    element: Receipt({ ...props, locale, invoiceUrl: hostedUrl ?? servicePage(locale, serviceId) }),
  }),
  'payment-failed': (props, { locale }) => ({
    element: PaymentFailed({ ...props, locale, payUrl: props.payUrl ?? page(locale, '/panel') }),
  }),
  'service-suspended': (props, { locale }) => ({
    element: ServiceSuspended({ ...props, locale, payUrl: props.payUrl ?? page(locale, '/panel') }),
  }),
  'service-held': (props, { locale }) => ({ element: ServiceHeld({ ...props, locale }) }),
  'domain-lost': ({ serviceId, ...props }, { locale }) => ({
    element: DomainLost({ ...props, locale, domainUrl: `${servicePage(locale, serviceId)}/domain` }),
  }),
  'service-released': (props, { locale }) => ({
    element: ServiceReleased({ ...props, locale, siteUrl: props.siteUrl ?? page(locale, '/panel') }),
  }),
  'service-restored': (props, { locale }) => ({
    element: ServiceRestored({ ...props, locale, siteUrl: props.siteUrl ?? page(locale, '/panel') }),
  }),
  'ending-soon': ({ serviceId, ...props }, { locale }) => ({
    element: EndingSoon({ ...props, locale, serviceUrl: servicePage(locale, serviceId) }),
  }),
  'service-ended': (props, { locale }) => ({
    element: ServiceEnded({ ...props, locale, dashboardUrl: page(locale, '/panel') }),
  }),
  'deletion-warning': (props, { locale }) => ({
    element: DeletionWarning({ ...props, locale, dashboardUrl: page(locale, '/panel') }),
  }),
  'service-deleted': (props, { locale }) => ({
    element: ServiceDeleted({ ...props, locale, dashboardUrl: page(locale, '/panel') }),
  }),
  'cancellation-confirmed': ({ serviceId, ...props }, { locale }) => ({
    element: CancellationConfirmed({ ...props, locale, serviceUrl: servicePage(locale, serviceId) }),
  }),
  'cancellation-undone': ({ serviceId, ...props }, { locale }) => ({
    element: CancellationUndone({ ...props, locale, serviceUrl: servicePage(locale, serviceId) }),
  }),
  'plan-changed': ({ serviceId, ...props }, { locale }) => ({
    element: PlanChanged({ ...props, locale, serviceUrl: servicePage(locale, serviceId) }),
  }),
  'plan-change-scheduled': ({ serviceId, ...props }, { locale }) => ({
    element: PlanChangeScheduled({ ...props, locale, serviceUrl: servicePage(locale, serviceId) }),
  }),
  'plan-change-withdrawn': ({ serviceId, ...props }, { locale }) => ({
    element: PlanChangeWithdrawn({ ...props, locale, serviceUrl: servicePage(locale, serviceId) }),
  }),
  'dispute-opened': ({ stripeDisputeId, ...props }) => ({
    element: DisputeOpened({ ...props, disputeUrl: `https://dashboard.stripe.com/disputes/${stripeDisputeId}` }),
  }),
  'staff-alerts': (props) => ({ element: StaffAlerts({ ...props, attentionUrl: address('/admin/attention') }) }),
}

/**
 * Writes a recorded mail. A secret in it is made now, each time anew, and stored (as a hash) before this returns, so
 * that what the reader gets is valid when it arrives.
 */
export async function writeMail(
  row: { template: string; locale: Locale; props: unknown },
  guard: Guard,
): Promise<{ html: string; text: string; secret: string | null; unsubscribeUrl?: string }> {
  if (!isTemplateName(row.template)) throw new Error(`There is no mail template named ${row.template}`)
  const { element, secret = null, unsubscribeUrl } = await write(row.template, row.props, { locale: row.locale, guard })
  return { ...(await renderMail(element)), secret, unsubscribeUrl }
}

function write<Name extends TemplateName>(
  name: Name,
  stored: unknown,
  context: Parameters<Writer<Name>>[1],
): Written | Promise<Written> {
  const writer: Writer<Name> = writers[name]
  // Of one name, which the compiler does not follow through the two tables.
  return writer(templates[name].schema.parse(stored) as PropsOf<Name>, context)
}

function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(writers, name)
}

function servicePage(locale: Locale, serviceId: string): string {
  return page(locale, `/panel/services/${serviceId}`)
}

function page(locale: Locale, path: string): string {
  return address(localPath(locale, path))
}

function address(path: string): string {
  return env().PANEL_URL + path
}
