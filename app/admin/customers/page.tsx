import type { Metadata } from 'next'
import { Pager } from '@/app/admin/pager'
import { Button, ButtonLink } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { findCustomers } from '@/lib/admin/find-customers'
import { type PageQuery, pageNumberOf } from '@/lib/web/page-query'
import { currentUser, requireStaff } from '@/lib/web/session'
import { CustomerTable } from './customer-table'

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Customers' } : {}
}

export default async function CustomersPage({ searchParams }: PageQuery) {
  const query = await searchParams
  const text = typeof query.q === 'string' ? query.q.slice(0, 200) : ''
  const page = pageNumberOf(query.page)
  await requireStaff({ returnTo: pathOf(text, page) })
  const { customers, hasOlder } = await findCustomers({ text, page })
  return (
    <div className="space-y-8">
      <PageHeader title="Customers" intro="Everyone who has bought something, newest first." />
      <search>
        <form action="/admin/customers" className="max-w-xl">
          <Field
            name="q"
            label="Search"
            hint="A name, an address, a domain, an order’s or invoice’s number, or an id of Stripe’s."
            type="search"
            defaultValue={text}
            autoComplete="off"
            spellCheck={false}
            after={
              <Button type="submit" variant="secondary" className="shrink-0">
                Search
              </Button>
            }
          />
        </form>
      </search>
      {customers.length === 0 ? <Nobody text={text} /> : <CustomerTable customers={customers} />}
      <Pager name="customers" page={page} hasOlder={hasOlder} hrefOf={(wanted) => pathOf(text, wanted)} />
    </div>
  )
}

function Nobody({ text }: { text: string }) {
  if (!text) return <Notice title="No customers here">Whoever buys something appears here once it is paid.</Notice>
  return (
    <Notice title={`Nobody was found for “${text}”`}>
      <p>
        Whoever has never paid for anything is no customer yet: look at the{' '}
        <a href="/admin" className="text-link">
          orders
        </a>
        .
      </p>
      <ButtonLink href="/admin/customers" variant="secondary" className="mt-3">
        Show all customers
      </ButtonLink>
    </Notice>
  )
}

function pathOf(text: string, page: number): string {
  const query = new URLSearchParams()
  if (text) query.set('q', text)
  if (page > 1) query.set('page', String(page))
  return query.size === 0 ? '/admin/customers' : `/admin/customers?${query}`
}
