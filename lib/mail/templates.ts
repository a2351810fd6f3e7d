import { z } from 'zod'
import { alertKinds } from '@/db/schema/alerts'
import { brand, type Department } from '@/lib/brand'
import { billingCycles } from '@/lib/catalog/billing-cycle'
import type { Locale } from '@/lib/words/locale'
import { languageOf } from './language'

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

const openOrder = {
  name: z.string().min(1),
  planName: z.string().min(1),
  amount: money,
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
    subject: (_, { words }) => words.orders.welcome.subject(brand.name),
  }),
  'order-confirmation': template({
    department: 'billing',
    schema: z.strictObject(order),
    subject: ({ orderNumber, planName }, { words }) =>
      words.orders['order-confirmation'].subject(orderNumber, planName),
  }),
  'payment-pending': template({
    department: 'billing',
    schema: z.strictObject(openOrder),
    subject: ({ orderNumber }, { words }) => words.orders['payment-pending'].subject(orderNumber),
  }),
  'order-payment-failed': template({
    department: 'billing',
    schema: z.strictObject({ ...openOrder, orderPath: z.string().startsWith('/') }),
    subject: ({ orderNumber }, { words }) => words.orders['order-payment-failed'].subject(orderNumber),
  }),
  'password-reset': template({
    department: 'support',
    schema: z.strictObject({ userId: z.uuid(), name: z.string().min(1) }),
    subject: (_, { words }) => words.account['password-reset'].subject(brand.name),
  }),
  'email-verification': template({
    department: 'support',
    schema: z.strictObject({ emailChangeId: z.uuid(), name: z.string().min(1), toEmail: z.email() }),
    subject: (_, { words }) => words.account['email-verification'].subject(brand.name),
  }),
  'email-change-notice': template({
    department: 'support',
    schema: z.strictObject({ name: z.string().min(1), toEmail: z.email() }),
    subject: (_, { words }) => words.account['email-change-notice'].subject(brand.name),
  }),
  'new-sign-in': template({
    department: 'support',
    schema: z.strictObject({
      name: z.string().min(1),
      at: z.iso.datetime(),
      browser: z.string().nullable(),
      system: z.string().nullable(),
      address: z.string().min(1),
    }),
    subject: (_, { words }) => words.account['new-sign-in'].subject(brand.name),
  }),
  receipt: template({
    department: 'billing',
    schema: z.strictObject({
      name: service.name,
      serviceName: service.serviceName,
      serviceId,
      number: z.string().min(1),
      paidAt: z.iso.datetime(),
      periodStart: z.iso.datetime(),
      periodEnd: z.iso.datetime(),
      subtotal: money,
      discount: money,
      tax: money,
      total: money,
      paid: money,
      hostedUrl: z.url().nullable(),
      pdfUrl: z.url().nullable(),
    }),
    subject: ({ number, paid }, { words, money: write }) => words.payments.receipt.subject(number, write(paid)),
  }),
  'checkout-reminder': template({
    department: 'sales',
    schema: z.strictObject({
      checkoutSessionId: z.uuid(),
      name: z.string().min(1),
      planName: z.string().min(1),
      cycle: z.enum(billingCycles),
      linkWorksUntil: z.iso.datetime(),
    }),
    subject: ({ planName }, { words }) => words.reminder.subject(planName),
  }),
  'payment-failed': template({
    department: 'billing',
    schema: z.strictObject({ ...service, ...due, isReminder: z.boolean(), suspendsAt: z.iso.datetime().nullable() }),
    subject: ({ isReminder, planName, serviceName }, { words }) =>
      words.payments['payment-failed'].subject(isReminder, planName, serviceName),
  }),
  'service-suspended': template({
    department: 'billing',
    schema: z.strictObject({ ...service, ...due }),
    subject: ({ serviceName }, { words }) => words.payments['service-suspended'].subject(serviceName),
  }),
  'service-held': template({
    department: 'support',
    schema: z.strictObject({ ...service, reason: z.string().min(1) }),
    subject: ({ serviceName }, { words }) => words.services['service-held'].subject(serviceName),
  }),
  'service-released': template({
    department: 'support',
    schema: z.strictObject({ ...service, siteUrl: z.url().nullable() }),
    subject: ({ serviceName }, { words }) => words.services['service-released'].subject(serviceName),
  }),
  'domain-lost': template({
    department: 'support',
    schema: z.strictObject({ name: z.string().min(1), domain: z.string(), systemDomain: z.string(), serviceId }),
    subject: ({ domain }, { words }) => words.services['domain-lost'].title(domain),
  }),
  'service-restored': template({
    department: 'support',
    schema: z.strictObject({ ...service, siteUrl: z.url().nullable() }),
    subject: ({ serviceName }, { words }) => words.payments['service-restored'].subject(serviceName),
  }),
  'ending-soon': template({
    department: 'billing',
    schema: z.strictObject({ ...service, serviceId, endsAt: z.iso.datetime(), keptUntil: z.iso.datetime() }),
    subject: ({ serviceName, endsAt }, { words, day }) =>
      words.services['ending-soon'].subject(serviceName, day(endsAt)),
  }),
  'service-ended': template({
    department: 'support',
    schema: z.strictObject({ ...service, deletesAt: z.iso.datetime() }),
    subject: ({ serviceName }, { words }) => words.services['service-ended'].subject(serviceName),
  }),
  'deletion-warning': template({
    department: 'support',
    schema: z.strictObject({ ...service, deletesAt: z.iso.datetime(), isLast: z.boolean() }),
    subject: ({ isLast, serviceName }, { words }) => words.services['deletion-warning'].subject(isLast, serviceName),
  }),
  'service-deleted': template({
    department: 'support',
    schema: z.strictObject(service),
    subject: ({ serviceName }, { words }) => words.services['service-deleted'].subject(serviceName),
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
    subject: ({ serviceName }, { words }) => words.services['cancellation-confirmed'].subject(serviceName),
  }),
  'cancellation-undone': template({
    department: 'billing',
    schema: z.strictObject({ ...service, serviceId, ...renewal, cycle: z.enum(billingCycles) }),
    subject: ({ serviceName }, { words }) => words.services['cancellation-undone'].subject(serviceName),
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
    subject: ({ serviceName, planName }, { words }) => words.plans['plan-changed'].subject(serviceName, planName),
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
    subject: ({ serviceName, toPlanName }, { words }) =>
      words.plans['plan-change-scheduled'].subject(serviceName, toPlanName),
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
    subject: ({ serviceName, planName }, { words }) =>
      words.plans['plan-change-withdrawn'].subject(serviceName, planName),
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
  /** Staff's mails leave the language aside. */
  subject: (props: Props, language: ReturnType<typeof languageOf>) => string
}) {
  const { department, schema, subject } = definition
  return {
    schema,
    /** What the mail's row says; throws ZodError when the props are not the template's. */
    outline(props: unknown, locale: Locale) {
      const checked = schema.parse(props)
      return { department, subject: subject(checked, languageOf(locale)), props: checked }
    },
  }
}
