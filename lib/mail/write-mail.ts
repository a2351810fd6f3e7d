import type { Tx } from '@/db/client'
import CancellationConfirmed from '@/emails/cancellation-confirmed'
import CancellationUndone from '@/emails/cancellation-undone'
import DeletionWarning from '@/emails/deletion-warning'
import DisputeOpened from '@/emails/dispute-opened'
import DomainLost from '@/emails/domain-lost'
import OrderConfirmation from '@/emails/order-confirmation'
import PasswordReset from '@/emails/password-reset'
import PaymentFailed from '@/emails/payment-failed'
import PlanChangeScheduled from '@/emails/plan-change-scheduled'
import PlanChangeWithdrawn from '@/emails/plan-change-withdrawn'
import PlanChanged from '@/emails/plan-changed'
import ServiceEnded from '@/emails/service-ended'
import ServiceHeld from '@/emails/service-held'
import ServiceReleased from '@/emails/service-released'
import ServiceRestored from '@/emails/service-restored'
import ServiceSuspended from '@/emails/service-suspended'
import StaffAlerts from '@/emails/staff-alerts'
import Welcome from '@/emails/welcome'
import { createResetToken } from '@/lib/accounts/create-reset-token'
import { setTemporaryPassword } from '@/lib/accounts/set-temporary-password'
import { env } from '@/lib/env'
import { type MailElement, renderMail } from './render-mail'
import { type TemplateName, templates } from './templates'

/** Throws, in the transaction that would store a secret, when somebody else is to write this mail. */
type Guard = (tx: Tx) => Promise<void>

type Written = {
  element: MailElement
  /** What nobody but the reader may ever see. */
  secret: string | null
}

/** The templates are plain functions of their props, so that no JSX is needed here. */
const writers: Record<TemplateName, (stored: unknown, guard: Guard) => Promise<Written>> = {
  welcome: async (stored, guard) => {
    const { userId, ...props } = templates.welcome.schema.parse(stored)
    const temporaryPassword = await setTemporaryPassword(userId, guard)
    const element = Welcome({ ...props, temporaryPassword, signInUrl: page('/sign-in'), dashboardUrl: page('/panel') })
    return { element, secret: temporaryPassword }
  },
  'order-confirmation': async (stored) => {
    const props = templates['order-confirmation'].schema.parse(stored)
    return { element: OrderConfirmation({ ...props, dashboardUrl: page('/panel') }), secret: null }
  },
  'password-reset': async (stored, guard) => {
    const { userId, name } = templates['password-reset'].schema.parse(stored)
    const token = await createResetToken(userId, guard)
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
  'service-held': async (stored) => {
    const props = templates['service-held'].schema.parse(stored)
    return { element: ServiceHeld(props), secret: null }
  },
  'service-released': async (stored) => {
    const props = templates['service-released'].schema.parse(stored)
    return { element: ServiceReleased({ ...props, siteUrl: props.siteUrl ?? page('/panel') }), secret: null }
  },
  'domain-lost': async (stored) => {
    const { serviceId, ...props } = templates['domain-lost'].schema.parse(stored)
    return { element: DomainLost({ ...props, domainUrl: page(`/panel/services/${serviceId}/domain`) }), secret: null }
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
  'cancellation-confirmed': async (stored) => {
    const { serviceId, ...props } = templates['cancellation-confirmed'].schema.parse(stored)
    return {
      element: CancellationConfirmed({ ...props, serviceUrl: page(`/panel/services/${serviceId}`) }),
      secret: null,
    }
  },
  'cancellation-undone': async (stored) => {
    const { serviceId, ...props } = templates['cancellation-undone'].schema.parse(stored)
    return { element: CancellationUndone({ ...props, serviceUrl: page(`/panel/services/${serviceId}`) }), secret: null }
  },
  'plan-changed': async (stored) => {
    const { serviceId, ...props } = templates['plan-changed'].schema.parse(stored)
    return { element: PlanChanged({ ...props, serviceUrl: page(`/panel/services/${serviceId}`) }), secret: null }
  },
  'plan-change-scheduled': async (stored) => {
    const { serviceId, ...props } = templates['plan-change-scheduled'].schema.parse(stored)
    return {
      element: PlanChangeScheduled({ ...props, serviceUrl: page(`/panel/services/${serviceId}`) }),
      secret: null,
    }
  },
  'plan-change-withdrawn': async (stored) => {
    const { serviceId, ...props } = templates['plan-change-withdrawn'].schema.parse(stored)
    return {
      element: PlanChangeWithdrawn({ ...props, serviceUrl: page(`/panel/services/${serviceId}`) }),
      secret: null,
    }
  },
  'dispute-opened': async (stored) => {
    const { stripeDisputeId, ...props } = templates['dispute-opened'].schema.parse(stored)
    const disputeUrl = `https://dashboard.stripe.com/disputes/${stripeDisputeId}`
    return { element: DisputeOpened({ ...props, disputeUrl }), secret: null }
  },
  'staff-alerts': async (stored) => {
    const props = templates['staff-alerts'].schema.parse(stored)
    return { element: StaffAlerts({ ...props, attentionUrl: page('/admin/attention') }), secret: null }
  },
}

/**
 * Writes a recorded mail. A secret in it is made now, each time anew, and stored (as a hash) before this returns, so
 * that what the reader gets is valid when it arrives.
 */
export async function writeMail(
  row: { template: string; props: unknown },
  guard: Guard,
): Promise<{ html: string; text: string; secret: string | null }> {
  if (!isTemplateName(row.template)) throw new Error(`There is no mail template named ${row.template}`)
  const { element, secret } = await writers[row.template](row.props, guard)
  return { ...(await renderMail(element)), secret }
}

function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(writers, name)
}

function page(path: string): string {
  return env().PANEL_URL + path
}
