import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listOrders } from '@/lib/admin/list-orders'
import type { PageQuery } from '@/lib/web/page-query'
import { currentUser, requireStaff } from '@/lib/web/session'
import { OrderTable } from './order-table'

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Orders' } : {}
}

export default async function AdminPage({ searchParams }: PageQuery) {
  const page = pageOf((await searchParams).page)
  await requireStaff({ returnTo: pathOf(page) })
  const { orders, hasOlder } = await listOrders({ page })
  return (
    <div className="space-y-8">
      <PageHeader title="Orders" intro="Every checkout that was started, newest first." />
      {orders.length === 0 ? (
        <Notice title={page === 1 ? 'No orders yet' : 'No orders this far back'}>
          {page === 1 ? 'The first one appears here as soon as somebody starts a checkout.' : 'Go back to newer ones.'}
        </Notice>
      ) : (
        <OrderTable orders={orders} />
      )}
      <nav aria-label="Pages of orders" className="flex flex-wrap gap-3">
        {page > 1 && (
          <ButtonLink href={pathOf(page - 1)} variant="secondary" rel="prev">
            Newer
          </ButtonLink>
        )}
        {hasOlder && (
          <ButtonLink href={pathOf(page + 1)} variant="secondary" rel="next">
            Older
          </ButtonLink>
        )}
      </nav>
    </div>
  )
}

/** The page's number in the address; anything odd is the first one. */
function pageOf(text: string | string[] | undefined): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1
}

function pathOf(page: number): string {
  return page === 1 ? '/admin' : `/admin?page=${page}`
}
