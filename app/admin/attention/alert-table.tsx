import { DataCell, DataRow, DataTable, Second } from '@/app/admin/data-table'
import { Moment } from '@/app/admin/moment'
import { SubmitButton } from '@/components/ui/submit-button'
import { alertWords } from '@/lib/alerts/alert-words'
import type { OpenAlert } from '@/lib/alerts/list-alerts'
import { closeAlertAction, retryJobAction } from './actions'

export function AlertTable({ alerts }: { alerts: OpenAlert[] }) {
  return (
    <DataTable name="Alerts" titles={['What', 'Why', 'Since', 'To do']}>
      {alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </DataTable>
  )
}

function AlertRow({ alert }: { alert: OpenAlert }) {
  const { kind, summary, order, count, firstRaisedAt, lastRaisedAt } = alert
  return (
    <DataRow>
      <DataCell title="What">
        <span className="font-semibold">{alertWords[kind]}</span>
        {order && (
          <Second>
            <a href={`/admin/orders/${order.id}`} className="text-link -my-1 inline-block py-1">
              Order {order.number}
            </a>
          </Second>
        )}
      </DataCell>
      <DataCell title="Why">
        <span className="wrap-anywhere">{summary}</span>
      </DataCell>
      <DataCell title="Since">
        <Moment at={firstRaisedAt} />
        {count > 1 && (
          <Second>
            {count} times, last <Moment at={lastRaisedAt} />
          </Second>
        )}
      </DataCell>
      <DataCell title="To do">
        <ToDo alert={alert} />
      </DataCell>
    </DataRow>
  )
}

function ToDo({ alert: { id, kind, summary } }: { alert: OpenAlert }) {
  if (kind === 'order_waiting') return 'It goes on by itself.'
  if (kind === 'server_down') return 'It is asked again by itself.'
  const isJob = kind === 'job_failed' || kind === 'event_failed'
  return (
    <form action={isJob ? retryJobAction : closeAlertAction}>
      <input type="hidden" name="alertId" value={id} />
      <SubmitButton variant="secondary" pendingLabel="…" aria-label={`${isJob ? 'Try again' : 'Seen to'}: ${summary}`}>
        {isJob ? 'Try again' : 'Seen to'}
      </SubmitButton>
    </form>
  )
}
