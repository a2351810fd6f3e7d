import { DataCell, DataRow, DataTable, Second } from '@/app/admin/data-table'
import { Moment } from '@/app/admin/moment'
import { Badge, type Tone } from '@/components/ui/badge'
import type { Refund } from '@/lib/admin/list-payments'
import { formatMoney } from '@/lib/money'
import { actorName } from './actor-name'

export function RefundTable({ refunds }: { refunds: Refund[] }) {
  if (refunds.length === 0) return <p className="text-muted">No refund yet.</p>
  return (
    <DataTable name="Refunds" titles={['Amount', 'When', 'State', 'Invoice', 'By']}>
      {refunds.map((refund) => (
        <RefundRow key={refund.id} refund={refund} />
      ))}
    </DataTable>
  )
}

function RefundRow({ refund }: { refund: Refund }) {
  const { tone, words } = looks[refund.status] ?? { tone: 'neutral', words: 'Under way' }
  return (
    <DataRow>
      <DataCell title="Amount">
        <span className="font-semibold">{formatMoney(refund.amount)}</span>
      </DataCell>
      <DataCell title="When">
        <Moment at={refund.at} />
      </DataCell>
      <DataCell title="State">
        <Badge tone={tone}>{words}</Badge>
        {refund.refusal && <Second>{refund.refusal}</Second>}
      </DataCell>
      <DataCell title="Invoice">
        {refund.invoiceNumber ?? <span className="text-muted">See the payment at Stripe</span>}
      </DataCell>
      <DataCell title="By">
        {refund.by ? actorName(refund.by) : 'Somebody at Stripe'}
        {refund.reason && <Second>“{refund.reason}”</Second>}
      </DataCell>
    </DataRow>
  )
}

/** Stripe's words (https://docs.stripe.com/api/refunds/object#refund_object-status), and ours before it has one. */
const looks: Record<string, { tone: Tone; words: string }> = {
  pending: { tone: 'warning', words: 'Under way' },
  requires_action: { tone: 'warning', words: 'Waits for the customer' },
  succeeded: { tone: 'good', words: 'Refunded' },
  failed: { tone: 'danger', words: 'Failed' },
  canceled: { tone: 'neutral', words: 'Withdrawn' },
  on_its_way: { tone: 'warning', words: 'Waits for Stripe' },
  refused: { tone: 'danger', words: 'Refused' },
}
