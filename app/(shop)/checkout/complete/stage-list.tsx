import { LocalTime } from '@/components/local-time'
import { StageMark } from '@/components/stage-mark'
import type { Words } from '@/lib/words/en'
import type { Locale } from '@/lib/words/locale'
import { purchaseWords } from '@/lib/words/purchase-words'
import type { Stage } from './order-stages'

type StageListProps = { stages: Stage[]; isHeld: boolean; locale: Locale }

/** The stages of an order, each with its state in words. */
export function StageList({ stages, isHeld, locale }: StageListProps) {
  return (
    <section
      aria-labelledby="stages-heading"
      className="self-start rounded-lg border border-line bg-surface p-6 shadow-raised sm:p-7"
    >
      <h2 id="stages-heading" className="text-lg">
        {purchaseWords(locale).order.stages.heading}
      </h2>
      <ol className="mt-4">
        {stages.map((stage) => (
          <StageLine key={stage.name} stage={stage} isHeld={isHeld} locale={locale} />
        ))}
      </ol>
    </section>
  )
}

type StageLineProps = { stage: Stage; isHeld: boolean; locale: Locale }

function StageLine({ stage: { name, state, completedAt }, isHeld, locale }: StageLineProps) {
  const { marks } = purchaseWords(locale).order
  const isAmiss = state === 'retrying' || (isHeld && state === 'working')
  return (
    <li className="flex min-h-11 items-center gap-3 border-t border-line py-2 first:border-t-0" data-state={state}>
      <StageMark state={state} isAmiss={isAmiss} />
      <span className={`flex-1 ${state === 'waiting' ? 'text-muted' : 'font-medium'}`}>{name}</span>
      <span className={`text-sm tabular-nums ${isAmiss ? 'font-medium text-warning' : 'text-muted'}`}>
        {completedAt ? (
          <>
            <span className="sr-only">{marks.doneAt} </span>
            <LocalTime dateTime={completedAt} format={clock} locale={locale} />
          </>
        ) : (
          inWords(state, isHeld, marks)
        )}
      </span>
    </li>
  )
}

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }

function inWords(state: Stage['state'], isHeld: boolean, marks: Words['order']['marks']): string {
  if (state === 'done') return marks.done
  if (state === 'waiting') return marks.toDo
  if (isHeld) return marks.person
  return state === 'retrying' ? marks.retrying : marks.working
}
