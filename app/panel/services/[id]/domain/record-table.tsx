import type { ReactNode } from 'react'
import { DomainName } from '@/components/account/domain-name'
import type { DnsRecord } from '@/lib/domains/dns-records'
import { requestLanguage } from '@/lib/web/request-language'

/** DNS records to copy: one click selects a whole value. A table where there is room, a block a record where there is not. */
export async function RecordTable({ records, label }: { records: DnsRecord[]; label: string }) {
  const words = (await requestLanguage()).words.domains.records
  return (
    <table aria-label={label} className="block w-full text-left md:table">
      <thead className="hidden border-b border-control text-sm text-muted md:table-header-group">
        <tr>
          {[words.type, words.name, words.value].map((title) => (
            <th key={title} scope="col" className="py-2 pr-5 font-semibold">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line md:table-row-group">
        {records.map(({ type, name, value }) => (
          <tr key={`${type} ${name}`} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-1.5 py-4 md:table-row">
            <Cell title={words.type}>{type}</Cell>
            <Cell title={words.name}>
              <code className="select-all">
                <DomainName domain={name} />
              </code>
            </Cell>
            <Cell title={words.value}>
              <code className="select-all">{value}</code>
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <td className="contents md:table-cell md:py-3 md:pr-5">
      <span className="text-sm text-muted md:hidden">{title}</span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </td>
  )
}
