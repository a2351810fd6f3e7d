import { LocalTime } from '@/components/local-time'
import { StageMark } from '@/components/stage-mark'
import type { Stage } from './order-stages'

/** The stages of an order, each with its state in words. */
export function StageList({ stages, isHeld }: { stages: Stage[]; isHeld: boolean }) {
  return (
    <section
      aria-labelledby="stages-heading"
      className="self-start rounded-lg border border-line bg-surface p-6 shadow-raised sm:p-7"
    >
      <h2 id="stages-heading" className="text-lg">
        Progress
      </h2>
      <ol className="mt-4">
        {stages.map((stage) => (
          <StageLine key={stage.name} stage={stage} isHeld={isHeld} />
        ))}
      </ol>
    </section>
  )
}

function StageLine({ stage: { name, state, completedAt }, isHeld }: { stage: Stage; isHeld: boolean }) {
  const isAmiss = state === 'retrying' || (isHeld && state === 'working')
  return (
    <li className="flex min-h-11 items-center gap-3 border-t border-line py-2 first:border-t-0" data-state={state}>
      <StageMark state={state} isAmiss={isAmiss} />
      <span className={`flex-1 ${state === 'waiting' ? 'text-muted' : 'font-medium'}`}>{name}</span>
      <span className={`text-sm tabular-nums ${isAmiss ? 'font-medium text-warning' : 'text-muted'}`}>
        {completedAt ? (
          <>
            <span className="sr-only">done at </span>
            <LocalTime dateTime={completedAt} format={clock} />
          </>
        ) : (
          inWords(state, isHeld)
        )}
      </span>
    </li>
  )
}

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }

function inWords(state: Stage['state'], isHeld: boolean): string {
  if (state === 'done') return 'Done'
  if (state === 'waiting') return 'To do'
  if (isHeld) return 'Needs a person'
  return state === 'retrying' ? 'Trying again' : 'Working'
}
