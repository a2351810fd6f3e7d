'use client'

import { usePathname } from 'next/navigation'
import { splitPath } from '@/lib/words/local-path'

const pages = [
  { href: '/admin', name: 'Orders', below: '/admin/orders' },
  { href: '/admin/customers', name: 'Customers', below: '/admin/customers' },
  { href: '/admin/attention', name: 'Attention', below: '/admin/attention' },
]

/** The way between the staff's pages; the one that is open is marked. */
export function StaffNav() {
  const { page: path } = splitPath(usePathname())
  return (
    <nav aria-label="Staff" className="border-b border-line">
      <ul className="page-column flex flex-wrap gap-x-6">
        {pages.map(({ href, name, below }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={path === href ? 'page' : path.startsWith(below) ? 'true' : undefined}
              className="inline-flex min-h-11 items-center border-b-2 border-transparent text-sm font-medium text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
