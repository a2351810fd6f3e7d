import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { formatDay } from './_components/format-day'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type ServiceEndedProps = {
  name: string
  planName: string
  serviceName: string
  /** ISO 8601 */
  deletesAt: string
  dashboardUrl: string
}

/** A service that is over: the site is offline, and how long its data is kept. */
export default function ServiceEnded({ name, planName, serviceName, deletesAt, dashboardUrl }: ServiceEndedProps) {
  const day = formatDay(deletesAt)
  return (
    <Layout
      department="support"
      title="Your service has ended"
      preheader={`${serviceName} is offline. We keep its data until ${day}.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        {planName} has ended and will not be charged again. Your site is offline now. We keep all of its data until{' '}
        {day}, in case you still need something of it.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan', value: planName },
          { label: 'Data kept until', value: day },
        ]}
      />
      <Action href={dashboardUrl}>Open your dashboard</Action>
      <Paragraph>
        If you want a copy of your files, or your site back, reply to this mail before that day. We will write to you
        again before anything is deleted.
      </Paragraph>
    </Layout>
  )
}

ServiceEnded.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  deletesAt: '2027-12-23T09:30:00.000Z',
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies ServiceEndedProps
