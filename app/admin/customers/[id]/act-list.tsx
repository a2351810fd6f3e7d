import { Moment } from '@/app/admin/moment'
import type { Act } from '@/lib/admin/list-acts'
import { describeAct } from './act-words'
import { actorName } from './actor-name'

/** The audit log of a customer, in words. */
export function ActList({ acts }: { acts: Act[] }) {
  if (acts.length === 0) return <p className="text-muted">Nothing this far back.</p>
  return (
    <ol className="space-y-3">
      {acts.map((act) => (
        <li key={act.id} className="grid gap-x-6 sm:grid-cols-[13rem_minmax(0,1fr)]">
          <span className="text-sm text-muted">
            <Moment at={act.at} />
          </span>
          <span className="wrap-anywhere">
            <span className="font-medium">{actorName(act.by)}</span>: {describeAct(act)}
          </span>
        </li>
      ))}
    </ol>
  )
}
