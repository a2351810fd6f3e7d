import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type EndingSoonProps = ServiceProps & {
  /** ISO 8601 */
  endsAt: string
  /** ISO 8601 */
  keptUntil: string
  serviceUrl: string
}

/** A service that was cancelled ends in a week: to take a copy, or to keep it. */
export default function EndingSoon(props: EndingSoonProps) {
  const { locale, name, planName, serviceName, endsAt, keptUntil, serviceUrl } = props
  const { words: all, day } = languageOf(locale)
  const { hello, labels, actions } = all.frame
  const words = all.services['ending-soon']
  const end = day(endsAt)
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader(serviceName, end)}>
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{words.ends(planName, serviceName, end)}</Paragraph>
      <Facts
        facts={[
          ...serviceFacts(props),
          { label: labels.runsUntil, value: end },
          { label: labels.keptUntil, value: day(keptUntil) },
        ]}
      />
      <Paragraph>{words.copy(day(keptUntil))}</Paragraph>
      <Paragraph>{words.keep}</Paragraph>
      <Action href={serviceUrl}>{actions.openService}</Action>
    </Layout>
  )
}

EndingSoon.PreviewProps = {
  ...sampleService,
  endsAt: '2027-11-23T09:30:00.000Z',
  keptUntil: '2027-12-23T09:30:00.000Z',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies EndingSoonProps
