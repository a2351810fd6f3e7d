import { DataCell, DataRow, DataTable } from '@/app/admin/data-table'
import { ExactMoment } from '@/app/admin/moment'
import { stepWords } from '@/app/admin/order-words'
import { Badge, type Tone } from '@/components/ui/badge'
import type { OrderStep } from '@/lib/admin/get-order'

/** The steps of a delivery in their order, with how each went. */
export function StepTable({ steps }: { steps: OrderStep[] }) {
  return (
    <DataTable name="Steps of the delivery" titles={['Step', 'State', 'Began', 'Done', 'Attempts', 'Trouble']}>
      {steps.map((step) => (
        <StepRow key={step.step} step={step} />
      ))}
    </DataTable>
  )
}

function StepRow({ step }: { step: OrderStep }) {
  const { tone, words } = lookOf(step)
  const name = stepWords[step.step]
  return (
    <DataRow>
      <DataCell title="Step">
        <span className="font-semibold">{name.charAt(0).toUpperCase() + name.slice(1)}</span>
      </DataCell>
      <DataCell title="State">
        <Badge tone={tone}>{words}</Badge>
      </DataCell>
      <DataCell title="Began">{step.startedAt ? <ExactMoment at={step.startedAt} /> : <NotYet />}</DataCell>
      <DataCell title="Done">{step.completedAt ? <ExactMoment at={step.completedAt} /> : <NotYet />}</DataCell>
      <DataCell title="Attempts">{step.attempts === 0 ? <NotYet /> : step.attempts}</DataCell>
      <DataCell title="Trouble">{step.error ?? <span className="text-muted">Nothing</span>}</DataCell>
    </DataRow>
  )
}

function NotYet() {
  return <span className="text-muted">Not yet</span>
}

function lookOf({ startedAt, completedAt, error }: OrderStep): { tone: Tone; words: string } {
  if (completedAt) return { tone: 'good', words: 'Done' }
  if (error) return { tone: 'danger', words: 'Failed' }
  return startedAt ? { tone: 'warning', words: 'Under way' } : { tone: 'neutral', words: 'Not begun' }
}
