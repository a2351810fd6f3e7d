import type { BillingCycle } from '@/lib/catalog/billing-cycle'
import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph, TextLink } from './_components/prose'

type CheckoutReminderProps = {
  locale: Locale
  name: string
  planName: string
  cycle: BillingCycle
  resumeUrl: string
  /** ISO 8601 */
  linkWorksUntil: string
  unsubscribeUrl: string
}

/** The one mail about an order that was not paid, to whoever asked for it. It has no order number: there is no order yet. */
export default function CheckoutReminder(props: CheckoutReminderProps) {
  const { locale, planName, resumeUrl, unsubscribeUrl } = props
  const { words: mails, cycles, day } = languageOf(locale)
  const words = mails.reminder
  return (
    <Layout locale={locale} department="sales" title={words.title(planName)} preheader={words.preheader}>
      <Paragraph>{mails.frame.hello(props.name)}</Paragraph>
      <Paragraph>{words.text(planName, cycles[props.cycle].term)}</Paragraph>
      <Action href={resumeUrl}>{words.action}</Action>
      <Paragraph>{words.until(day(props.linkWorksUntil))}</Paragraph>
      <Paragraph>{words.once}</Paragraph>
      <Paragraph>
        {words.stop} <TextLink href={unsubscribeUrl}>{words.stopLink}</TextLink>
      </Paragraph>
    </Layout>
  )
}

CheckoutReminder.PreviewProps = {
  locale: 'en',
  name: 'Maria Santos',
  planName: 'Premium',
  cycle: 'yearly',
  resumeUrl:
    'https://my.migrahosting.com/checkout/resume?token=NGYyYTkxYzA.hYw3mX0VvQk2c9oT1bJ8dLr5sPf7uEa4nGz6iKqWxRM',
  linkWorksUntil: '2027-12-07T09:30:00.000Z',
  unsubscribeUrl: 'https://my.migrahosting.com/api/mail/unsubscribe?token=NGYyYTkxYzA.c9oT1bJ8dLr5sPf7uEa4nGz6iKqWxRM',
} satisfies CheckoutReminderProps
