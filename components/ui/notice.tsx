import type { ReactNode } from 'react'
import type { Tone } from './badge'

type NoticeProps = {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** `status` for news that arrives while the page is open. */
  role?: 'status' | 'note'
}

/** A sentence or two that stand apart from the page's text. */
export function Notice({ tone = 'neutral', title, children, role }: NoticeProps) {
  return (
    <div role={role} className={`rounded-md border-l-4 px-5 py-4 ${lookOf[tone]}`}>
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className={title ? 'mt-1' : ''}>{children}</div>}
    </div>
  )
}

const lookOf: Record<Tone, string> = {
  neutral: 'border-control bg-sunken',
  good: 'border-accent bg-accent-soft',
  warning: 'border-warning bg-warning-soft',
  danger: 'border-danger bg-danger-soft',
}
