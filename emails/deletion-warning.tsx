import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { formatDay } from './_components/format-day'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type DeletionWarningProps = {
  name: string
  planName: string
  serviceName: string
  /** ISO 8601 */
  deletesAt: string
  isLast: boolean
  dashboardUrl: string
}

/** The data of a service that is over will soon be deleted. */
export default function DeletionWarning(props: DeletionWarningProps) {
  const { name, planName, serviceName, deletesAt, isLast, dashboardUrl } = props
  const day = formatDay(deletesAt)
  return (
    <Layout
      department="support"
      title={isLast ? 'Last notice: your data is deleted tomorrow' : 'Your data will be deleted'}
      preheader={`The data of ${serviceName} is kept until ${day}.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        Your service {serviceName} is over, and we have kept its data since. On {day} we delete it: the files of the
        site and its settings.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan', value: planName },
          { label: 'Deleted on', value: day },
        ]}
      />
      <Paragraph>
        If you need a copy, or want to go on with the site, reply to this mail before that day. If you need nothing of
        it, there is nothing to do.
      </Paragraph>
      <Action href={dashboardUrl}>Open your dashboard</Action>
      <Paragraph>
        {isLast ? 'This is our last mail about this service.' : 'We will write once more, one day before.'}
      </Paragraph>
    </Layout>
  )
}

DeletionWarning.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  deletesAt: '2027-12-23T09:30:00.000Z',
  isLast: false,
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies DeletionWarningProps
