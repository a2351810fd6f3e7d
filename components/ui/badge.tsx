import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'good' | 'warning' | 'danger'

/** A short state in words; the colour only repeats it. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-sm px-2 py-0.5 text-xs font-semibold whitespace-nowrap ${lookOf[tone]}`}>
      {children}
    </span>
  )
}

const lookOf: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink',
  good: 'bg-accent-soft text-accent',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
}
