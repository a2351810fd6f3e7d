import type { ReactNode } from 'react'

type DataTableProps = {
  /** What the table holds, for assistive technology. */
  name: string
  titles: string[]
  children: ReactNode
}

/** A table where there is room, one card a row where there is not. Its rows are `DataRow`s. */
export function DataTable({ name, titles, children }: DataTableProps) {
  return (
    <table aria-label={name} className="block w-full text-left text-sm lg:table">
      <thead className="hidden border-b border-control text-muted lg:table-header-group">
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col" className="py-3 pr-5 font-semibold">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="grid grid-cols-1 gap-5 lg:table-row-group">{children}</tbody>
    </table>
  )
}

export function DataRow({ children }: { children: ReactNode }) {
  return (
    <tr className="grid grid-cols-1 gap-3 rounded-lg border border-line bg-surface p-5 align-top lg:table-row lg:border-0 lg:bg-transparent">
      {children}
    </tr>
  )
}

/** @param props.title the column's, which a card shows beside the value */
export function DataCell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <td className="grid min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] lg:table-cell lg:border-b lg:border-line lg:py-4 lg:pr-5">
      <span className="text-muted lg:hidden">{title}</span>
      <div className="min-w-0 max-lg:wrap-anywhere lg:max-w-96">{children}</div>
    </td>
  )
}

/** What is less important in a cell, below the rest. */
export function Second({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-muted">{children}</span>
}
