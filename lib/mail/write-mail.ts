import DeletionWarning from '@/emails/deletion-warning'
import DisputeOpened from '@/emails/dispute-opened'
import OrderConfirmation from '@/emails/order-confirmation'
import PasswordReset from '@/emails/password-reset'
import PaymentFailed from '@/emails/payment-failed'
import ServiceEnded from '@/emails/service-ended'
import ServiceRestored from '@/emails/service-restored'
import ServiceSuspended from '@/emails/service-suspended'
import Welcome from '@/emails/welcome'
import { createResetToken } from '@/lib/accounts/create-reset-token'
import { setTemporaryPassword } from '@/lib/accounts/set-temporary-password'
import { env } from '@/lib/env'
import { type MailElement, renderMail } from './render-mail'
import { type TemplateName, templates } from './templates'

type Written = {
  element: MailElement
  /** What nobody but the reader may ever see. */
  secret: string | null
}

/** The templates are plain functions of their props, so that no JSX is needed here. */
const writers: Record<TemplateName, (stored: unknown) => Promise<Written>> = {
  welcome: async (stored) => {
    const { userId, ...props } = templates.welcome.schema.parse(stored)
    const temporaryPassword = await setTemporaryPassword(userId)
    const element = Welcome({ ...props, temporaryPassword, signInUrl: page('/sign-in'), dashboardUrl: page('/panel') })
    return { element, secret: temporaryPassword }
  },
  'order-confirmation': async (stored) => {
    const props = templates['order-confirmation'].schema.parse(stored)
    return { element: OrderConfirmation({ ...props, dashboardUrl: page('/panel') }), secret: null }
  },
  'password-reset': async (stored) => {
    const { userId, name } = templates['password-reset'].schema.parse(stored)
    const token = await createResetToken(userId)
    return { element: PasswordReset({ name, resetUrl: page(`/reset-password?token=${token}`) }), secret: token }
  },
  'payment-failed': async (stored) => {
    const props = templates['payment-failed'].schema.parse(stored)
    return { element: PaymentFailed({ ...props, payUrl: props.payUrl ?? page('/panel') }), secret: null }
  },
  'service-suspended': async (stored) => {
    const props = templates['service-suspended'].schema.parse(stored)
    return { element: ServiceSuspended({ ...props, payUrl: props.payUrl ?? page('/panel') }), secret: null }
  },
  'service-restored': async (stored) => {
    const props = templates['service-restored'].schema.parse(stored)
    return { element: ServiceRestored({ ...props, siteUrl: props.siteUrl ?? page('/panel') }), secret: null }
  },
  'service-ended': async (stored) => {
    const props = templates['service-ended'].schema.parse(stored)
    return { element: ServiceEnded({ ...props, dashboardUrl: page('/panel') }), secret: null }
  },
  'deletion-warning': async (stored) => {
    const props = templates['deletion-warning'].schema.parse(stored)
    return { element: DeletionWarning({ ...props, dashboardUrl: page('/panel') }), secret: null }
  },
  'dispute-opened': async (stored) => {
    const { stripeDisputeId, ...props } = templates['dispute-opened'].schema.parse(stored)
    const disputeUrl = `https://dashboard.stripe.com/disputes/${stripeDisputeId}`
    return { element: DisputeOpened({ ...props, disputeUrl }), secret: null }
  },
}

/**
 * Writes a recorded mail. A secret in it is made now, each time anew, and stored (as a hash) before this returns, so
 * that what the reader gets is valid when it arrives.
 */
export async function writeMail(row: {
  template: string
  props: unknown
}): Promise<{ html: string; text: string; secret: string | null }> {
  if (!isTemplateName(row.template)) throw new Error(`There is no mail template named ${row.template}`)
  const { element, secret } = await writers[row.template](row.props)
  return { ...(await renderMail(element)), secret }
}

function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(writers, name)
}

function page(path: string): string {
  return env().PANEL_URL + path
}
