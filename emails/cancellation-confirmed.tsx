import { languageOf } from '@/lib/mail/language'
import type { Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type CancellationConfirmedProps = ServiceProps & {
  /** ISO 8601 */
  endsAt: string
  /** ISO 8601 */
  keptUntil: string
  /** An invoice that was open before; null for none. */
  due: Money | null
  serviceUrl: string
}

/** A service was cancelled: until when it runs, until when its data is kept, and how to change one's mind. */
export default function CancellationConfirmed(props: CancellationConfirmedProps) {
  const { locale, name, planName, serviceName, endsAt, keptUntil, due, serviceUrl } = props
  const { words: all, money, day } = languageOf(locale)
  const { hello, labels, actions } = all.frame
  const words = all.services['cancellation-confirmed']
  const end = day(endsAt)
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader(serviceName, end)}>
      <Paragraph>{hello(name)}</Paragraph>
      <Paragraph>{words.ends(planName, serviceName, end)}</Paragraph>
      <Paragraph>{words.charges(due && money(due))}</Paragraph>
      <Facts
        facts={[
          ...serviceFacts(props),
          { label: labels.runsUntil, value: end },
          { label: labels.keptUntil, value: day(keptUntil) },
        ]}
      />
      <Paragraph>{words.undo(end)}</Paragraph>
      <Action href={serviceUrl}>{actions.openService}</Action>
    </Layout>
  )
}

CancellationConfirmed.PreviewProps = {
  ...sampleService,
  endsAt: '2027-11-23T09:30:00.000Z',
  keptUntil: '2027-12-23T09:30:00.000Z',
  due: null,
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies CancellationConfirmedProps
