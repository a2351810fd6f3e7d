import type { Metadata } from 'next'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listOrders } from '@/lib/admin/list-orders'
import { type PageQuery, pageNumberOf } from '@/lib/web/page-query'
import { currentUser, requireStaff } from '@/lib/web/session'
import { OrderTable } from './order-table'
import { Pager } from './pager'

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Orders' } : {}
}

export default async function AdminPage({ searchParams }: PageQuery) {
  const page = pageNumberOf((await searchParams).page)
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
      <Pager name="orders" page={page} hasOlder={hasOlder} hrefOf={pathOf} />
    </div>
  )
}

function pathOf(page: number): string {
  return page === 1 ? '/admin' : `/admin?page=${page}`
}
