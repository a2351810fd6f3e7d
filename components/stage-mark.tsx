/** How far a stage of the work is. */
export type StageState = 'waiting' | 'working' | 'done' | 'retrying'

/** The sign of a stage's state; words beside it say the same. */
export function StageMark({ state, isAmiss = false }: { state: StageState; isAmiss?: boolean }) {
  const isUnderWay = state === 'working' || state === 'retrying'
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      className={`size-5 shrink-0 ${state === 'waiting' ? 'text-control' : isAmiss ? 'text-warning' : 'text-accent'}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      {state === 'done' ? (
        <>
          <circle cx="10" cy="10" r="9" fill="currentColor" />
          <path d="m6 10.4 2.7 2.7L14.2 7.4" className="stroke-surface" />
        </>
      ) : (
        <circle cx="10" cy="10" r="8" strokeWidth={isUnderWay ? 2 : 1.5} />
      )}
      {isUnderWay && <circle cx="10" cy="10" r="3.5" fill="currentColor" className="motion-safe:animate-pulse" />}
    </svg>
  )
}
