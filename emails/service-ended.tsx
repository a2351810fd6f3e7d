import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type ServiceEndedProps = ServiceProps & {
  /** ISO 8601 */
  deletesAt: string
  dashboardUrl: string
}

/** A service that is over: the site is offline, and how long its data is kept. */
export default function ServiceEnded(props: ServiceEndedProps) {
  const { locale, name, planName, serviceName, dashboardUrl } = props
  const { words: all, day: write } = languageOf(locale)
  const { hello, labels, actions } = all.frame
  const words = all.services['service-ended']
  const day = write(props.deletesAt)
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader(serviceName, day)}>
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{words.ended(planName, day)}</Paragraph>
      <Facts facts={[...serviceFacts(props), { label: labels.keptUntil, value: day }]} />
      <Action href={dashboardUrl}>{actions.openDashboard}</Action>
      <Paragraph>{words.copy}</Paragraph>
    </Layout>
  )
}

ServiceEnded.PreviewProps = {
  ...sampleService,
  deletesAt: '2027-12-23T09:30:00.000Z',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies ServiceEndedProps
