import { DataCell, DataRow, DataTable, Second } from '@/app/admin/data-table'
import { ExactMoment } from '@/app/admin/moment'
import { Badge, type Tone } from '@/components/ui/badge'
import type { StripeEvent } from '@/lib/admin/get-order'

/** What Stripe told about an order, newest first, and what became of it. */
export function EventTable({ events }: { events: StripeEvent[] }) {
  if (events.length === 0) return <p className="text-muted">Nothing yet.</p>
  return (
    <DataTable name="Events of Stripe" titles={['What', 'State', 'Received', 'Worked off']}>
      {events.map((event) => (
        <EventRow key={event.id} event={event} />
      ))}
    </DataTable>
  )
}

function EventRow({ event }: { event: StripeEvent }) {
  const { tone, words } = looks[event.status]
  return (
    <DataRow>
      <DataCell title="What">{eventWords(event.type)}</DataCell>
      <DataCell title="State">
        <Badge tone={tone}>{words}</Badge>
        {event.attempts > 1 && <Second>{event.attempts} attempts</Second>}
        {event.lastError && <Second>{event.lastError}</Second>}
      </DataCell>
      <DataCell title="Received">
        <ExactMoment at={event.receivedAt} />
      </DataCell>
      <DataCell title="Worked off">
        {event.processedAt ? <ExactMoment at={event.processedAt} /> : <span className="text-muted">Not yet</span>}
      </DataCell>
    </DataRow>
  )
}

/** Stripe's name of an event as words: `customer.subscription.updated` reads "Customer subscription updated". */
function eventWords(type: string): string {
  const words = type.replaceAll(/[._]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const looks: Record<StripeEvent['status'], { tone: Tone; words: string }> = {
  received: { tone: 'warning', words: 'Waiting' },
  processed: { tone: 'good', words: 'Worked off' },
  ignored: { tone: 'neutral', words: 'Nothing to do' },
  failed: { tone: 'danger', words: 'Failed' },
}
