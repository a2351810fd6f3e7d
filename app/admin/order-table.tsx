import { DomainName } from '@/components/account/domain-name'
import { Badge } from '@/components/ui/badge'
import type { Order } from '@/lib/admin/list-orders'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import { DataCell, DataRow, DataTable, Second } from './data-table'
import { Moment } from './moment'
import { fulfilmentLooks, paymentLooks, stepWords } from './order-words'
import { ResumeButton } from './resume-button'

export function OrderTable({ orders }: { orders: Order[] }) {
  return (
    <DataTable name="Orders" titles={['Order', 'Customer', 'Plan', 'Today', 'Payment', 'Delivery', 'Site']}>
      {orders.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </DataTable>
  )
}

function OrderRow({ order }: { order: Order }) {
  const payment = paymentLooks[order.checkoutStatus]
  return (
    <DataRow>
      <DataCell title="Order">
        <a href={`/admin/orders/${order.id}`} className="text-link -my-1 inline-block py-1 font-semibold">
          {order.number}
        </a>
        <Second>
          <Moment at={order.orderedAt} />
        </Second>
      </DataCell>
      <DataCell title="Customer">
        {order.customerId ? (
          <a href={`/admin/customers/${order.customerId}`} className="text-link -my-1 inline-block py-1">
            {order.customerName}
          </a>
        ) : (
          order.customerName
        )}
        <Second>{order.email}</Second>
      </DataCell>
      <DataCell title="Plan">
        {order.planName}
        <Second>{cycleWords[order.cycle].name}</Second>
      </DataCell>
      <DataCell title="Today">
        {formatMoney(order.amount)}
        {order.couponCode && <Second>with {order.couponCode}</Second>}
      </DataCell>
      <DataCell title="Payment">
        <Badge tone={payment.tone}>{payment.words}</Badge>
      </DataCell>
      <DataCell title="Delivery">
        <Delivery order={order} />
      </DataCell>
      <DataCell title="Site">
        <Site site={order.site} />
      </DataCell>
    </DataRow>
  )
}

function Delivery({ order }: { order: Order }) {
  if (!order.fulfilmentStatus) return <span className="text-muted">After the payment</span>
  const { tone, words } = fulfilmentLooks[order.fulfilmentStatus]
  const isOpen = order.fulfilmentStatus !== 'completed'
  return (
    <>
      <Badge tone={tone}>{words}</Badge>
      {isOpen && order.lastStep && <Second>Last step: {stepWords[order.lastStep]}</Second>}
      {isOpen && order.reason && <Second>{order.reason}</Second>}
      {order.fulfilmentStatus === 'needs_person' && <ResumeButton order={order} />}
    </>
  )
}

function Site({ site }: { site: Order['site'] }) {
  if (!site) return <span className="text-muted">None yet</span>
  if (!site.url) return <DomainName domain={site.domain} />
  return (
    <a href={site.url} className="text-link -my-1 inline-block py-1">
      <DomainName domain={site.domain} />
    </a>
  )
}
