import type { ReactNode } from 'react'

type PageHeaderProps = { title: ReactNode; intro?: ReactNode; actions?: ReactNode }

/** A page's only `h1`, with what it is for and what can be done. */
export function PageHeader({ title, intro, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
      <div className="max-w-prose">
        <h1 className="text-2xl sm:text-3xl">{title}</h1>
        {intro && <div className="mt-3 text-muted">{intro}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-3">{actions}</div>}
    </div>
  )
}
