import type { AlertKind } from '@/lib/alerts/alert-kind'
import { alertWords } from '@/lib/alerts/alert-words'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type StaffAlertsProps = {
  alerts: { kind: AlertKind; summary: string; count: number }[]
  /** All that is new, also beyond the list. */
  total: number
  attentionUrl: string
}

/** For staff: what has come up since the last such mail. */
export default function StaffAlerts({ alerts, total, attentionUrl }: StaffAlertsProps) {
  const [first] = alerts
  return (
    <Layout
      department="support"
      title={total === 1 ? 'Something needs attention' : `${total} things need attention`}
      preheader={first?.summary ?? 'Open the list to see what is new.'}
    >
      <Paragraph>New since the last mail about this:</Paragraph>
      <Facts
        facts={alerts.map(({ kind, summary, count }) => ({
          label: alertWords[kind],
          value: count > 1 ? `${summary} (${count} times)` : summary,
        }))}
      />
      {total > alerts.length && <Paragraph>And {total - alerts.length} more, which are on the page.</Paragraph>}
      <Action href={attentionUrl}>See all that is open</Action>
      <Paragraph>
        What is mended by itself goes off the list by itself. The next mail comes in 15 minutes at the soonest, if
        something new has come up by then.
      </Paragraph>
    </Layout>
  )
}

StaffAlerts.PreviewProps = {
  alerts: [
    { kind: 'order_needs_person', summary: 'Order 4F2A91C0: the server refused the domain', count: 1 },
    { kind: 'server_down', summary: 'Server web-2 could not be reached: connect ECONNREFUSED', count: 3 },
  ],
  total: 2,
  attentionUrl: 'https://my.migrahosting.com/admin/attention',
} satisfies StaffAlertsProps
