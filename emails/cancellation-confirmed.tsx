import { formatMoney, type Money } from '@/lib/money'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { formatDay } from './_components/format-day'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type CancellationConfirmedProps = {
  name: string
  planName: string
  serviceName: string
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
  const { name, planName, serviceName, endsAt, keptUntil, due, serviceUrl } = props
  const end = formatDay(endsAt)
  return (
    <Layout
      department="billing"
      title="Your service is cancelled"
      preheader={`${serviceName} runs until ${end}. Until then you can undo it.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {planName} for {serviceName} will not renew. It runs until {end}, as you have paid for, and then goes offline.
      </Paragraph>
      <Paragraph>
        {due
          ? `There will be no renewal. The payment of ${formatMoney(due)} that was open before stays due.`
          : 'Nothing more is charged for it.'}
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan', value: planName },
          { label: 'Runs until', value: end },
          { label: 'Data kept until', value: formatDay(keptUntil) },
        ]}
      />
      <Paragraph>Changed your mind, or was it not you? Until {end} one click lets it go on as before:</Paragraph>
      <Action href={serviceUrl}>Open the service</Action>
    </Layout>
  )
}

CancellationConfirmed.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  endsAt: '2027-11-23T09:30:00.000Z',
  keptUntil: '2027-12-23T09:30:00.000Z',
  due: null,
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies CancellationConfirmedProps
