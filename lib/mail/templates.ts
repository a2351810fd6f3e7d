import { z } from 'zod'
import { alertKinds } from '@/db/schema/alerts'
import { brand, type Department } from '@/lib/brand'
import { billingCycles } from '@/lib/catalog/billing-cycle'

const money = z.strictObject({ amountMinor: z.int(), currency: z.string().length(3) })

const order = {
  name: z.string().min(1),
  planName: z.string().min(1),
  cycle: z.enum(billingCycles),
  amountToday: money,
  taxToday: money.nullable().default(null),
  addsTax: z.boolean().default(false),
  renewal: money,
  renewalDate: z.iso.datetime().nullable(),
  siteUrl: z.url(),
  domain: z.string().min(1),
  lostDomain: z.string().nullable(),
  dnsUrl: z.url().nullable().default(null),
  orderNumber: z.string().min(1),
}

const service = { name: z.string().min(1), planName: z.string().min(1), serviceName: z.string().min(1) }

/** For a link to its page. */
const serviceId = z.uuid()

const renewal = { price: money.nullable(), renewsAt: z.iso.datetime().nullable() }

const due = { amount: money.nullable(), payUrl: z.url().nullable() }

/**
 * Every mail: who sends it, its subject, and what is stored to write it from. Strict, so that a secret passed by
 * mistake is refused instead of stored; what is secret is made when the mail is sent (write-mail.ts).
 */
export const templates = {
  welcome: template({
    department: 'sales',
    schema: z.strictObject({ ...order, userId: z.uuid(), email: z.email() }),
    subject: () => `Your ${brand.name} site is live: how to sign in`,
  }),
  'order-confirmation': template({
    department: 'billing',
    schema: z.strictObject(order),
    subject: ({ orderNumber, planName }) => `Order ${orderNumber}: ${planName} is paid and running`,
  }),
  'password-reset': template({
    department: 'support',
    schema: z.strictObject({ userId: z.uuid(), name: z.string().min(1) }),
    subject: () => `Choose a new password for ${brand.name}`,
  }),
  'payment-failed': template({
    department: 'billing',
    schema: z.strictObject({ ...service, ...due, isReminder: z.boolean(), suspendsAt: z.iso.datetime().nullable() }),
    subject: ({ isReminder, planName, serviceName }) =>
      isReminder
        ? `Reminder: your payment for ${planName} (${serviceName}) is open`
        : `Your payment for ${planName} (${serviceName}) did not go through`,
  }),
  'service-suspended': template({
    department: 'billing',
    schema: z.strictObject({ ...service, ...due }),
    subject: ({ serviceName }) => `${serviceName} is offline until your payment arrives`,
  }),
  'service-held': template({
    department: 'support',
    schema: z.strictObject({ ...service, reason: z.string().min(1) }),
    subject: ({ serviceName }) => `We have taken ${serviceName} offline`,
  }),
  'service-released': template({
    department: 'support',
    schema: z.strictObject({ ...service, siteUrl: z.url().nullable() }),
    subject: ({ serviceName }) => `We have put ${serviceName} back online`,
  }),
  'domain-lost': template({
    department: 'support',
    schema: z.strictObject({ name: z.string().min(1), domain: z.string(), systemDomain: z.string(), serviceId }),
    subject: ({ domain }) => `${domain} is no longer connected to your site`,
  }),
  'service-restored': template({
    department: 'support',
    schema: z.strictObject({ ...service, siteUrl: z.url().nullable() }),
    subject: ({ serviceName }) => `${serviceName} is online again`,
  }),
  'service-ended': template({
    department: 'support',
    schema: z.strictObject({ ...service, deletesAt: z.iso.datetime() }),
    subject: ({ serviceName }) => `${serviceName} has ended; we keep its data for a while`,
  }),
  'deletion-warning': template({
    department: 'support',
    schema: z.strictObject({ ...service, deletesAt: z.iso.datetime(), isLast: z.boolean() }),
    subject: ({ isLast, serviceName }) =>
      isLast
        ? `Last notice: the data of ${serviceName} is deleted tomorrow`
        : `The data of ${serviceName} will be deleted soon`,
  }),
  'cancellation-confirmed': template({
    department: 'billing',
    schema: z.strictObject({
      ...service,
      serviceId,
      endsAt: z.iso.datetime(),
      keptUntil: z.iso.datetime(),
      due: money.nullable(),
    }),
    subject: ({ serviceName }) => `${serviceName} is cancelled: what happens when`,
  }),
  'cancellation-undone': template({
    department: 'billing',
    schema: z.strictObject({ ...service, serviceId, ...renewal, cycle: z.enum(billingCycles) }),
    subject: ({ serviceName }) => `${serviceName} goes on: the cancellation is undone`,
  }),
  'plan-changed': template({
    department: 'billing',
    schema: z.strictObject({
      ...service,
      serviceId,
      ...renewal,
      cycle: z.enum(billingCycles),
      fromPlanName: z.string().min(1),
      fromCycle: z.enum(billingCycles),
      charged: money.nullable(),
      credited: money.nullable(),
    }),
    subject: ({ serviceName, planName }) => `${serviceName} has ${planName} now`,
  }),
  'plan-change-scheduled': template({
    department: 'billing',
    schema: z.strictObject({
      ...service,
      serviceId,
      toPlanName: z.string().min(1),
      toCycle: z.enum(billingCycles),
      price: money,
      effectiveAt: z.iso.datetime(),
    }),
    subject: ({ serviceName, toPlanName }) => `${serviceName} will change to ${toPlanName}`,
  }),
  'plan-change-withdrawn': template({
    department: 'billing',
    schema: z.strictObject({
      ...service,
      serviceId,
      ...renewal,
      cycle: z.enum(billingCycles),
      toPlanName: z.string().min(1),
    }),
    subject: ({ serviceName, planName }) => `${serviceName} keeps ${planName}`,
  }),
  'dispute-opened': template({
    department: 'billing',
    schema: z.strictObject({
      customerEmail: z.email(),
      amount: money,
      reason: z.string().min(1),
      stripeDisputeId: z.string().min(1),
    }),
    subject: ({ customerEmail }) => `Dispute: a payment of ${customerEmail}`,
  }),
  'staff-alerts': template({
    department: 'support',
    schema: z.strictObject({
      alerts: z.array(z.strictObject({ kind: z.enum(alertKinds), summary: z.string(), count: z.int() })).min(1),
      total: z.int(),
    }),
    subject: ({ total }) => (total === 1 ? 'Needs attention: 1 thing' : `Needs attention: ${total} things`),
  }),
}

export type TemplateName = keyof typeof templates

export type PropsOf<Name extends TemplateName> = z.output<(typeof templates)[Name]['schema']>

function template<Props extends Record<string, unknown>>(definition: {
  department: Department
  schema: z.ZodType<Props>
  subject: (props: Props) => string
}) {
  const { department, schema, subject } = definition
  return {
    schema,
    /** What the mail's row says; throws ZodError when the props are not the template's. */
    outline(props: unknown) {
      const checked = schema.parse(props)
      return { department, subject: subject(checked), props: checked }
    },
  }
}
