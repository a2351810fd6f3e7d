import type { ReactNode } from 'react'
import { DomainName } from '@/components/account/domain-name'
import { Badge } from '@/components/ui/badge'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Order } from '@/lib/admin/list-orders'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import { formatMinute } from '@/lib/web/format-moment'
import { resumeAction } from './actions'
import { fulfilmentLooks, paymentLooks, stepWords } from './order-words'

/** A table where there is room, one card an order where there is not. */
export function OrderTable({ orders }: { orders: Order[] }) {
  return (
    <table className="block w-full text-left text-sm lg:table">
      <thead className="hidden border-b border-control text-muted lg:table-header-group">
        <tr>
          {['Order', 'Customer', 'Plan', 'Today', 'Payment', 'Delivery', 'Site'].map((title) => (
            <th key={title} scope="col" className="py-3 pr-5 font-semibold">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="grid grid-cols-1 gap-5 lg:table-row-group">
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </tbody>
    </table>
  )
}

function OrderRow({ order }: { order: Order }) {
  const payment = paymentLooks[order.checkoutStatus]
  return (
    <tr className="grid grid-cols-1 gap-3 rounded-lg border border-line bg-surface p-5 align-top lg:table-row lg:border-0 lg:bg-transparent">
      <Cell title="Order">
        <span className="font-semibold">{order.number}</span>
        <Second>
          <span className="lg:whitespace-nowrap">{formatMinute(order.orderedAt)}</span>
        </Second>
      </Cell>
      <Cell title="Customer">
        {order.customerName}
        <Second>{order.email}</Second>
      </Cell>
      <Cell title="Plan">
        {order.planName}
        <Second>{cycleWords[order.cycle].name}</Second>
      </Cell>
      <Cell title="Today">
        {formatMoney(order.amount)}
        {order.couponCode && <Second>with {order.couponCode}</Second>}
      </Cell>
      <Cell title="Payment">
        <Badge tone={payment.tone}>{payment.words}</Badge>
      </Cell>
      <Cell title="Delivery">
        <Delivery order={order} />
      </Cell>
      <Cell title="Site">
        <Site site={order.site} />
      </Cell>
    </tr>
  )
}

function Cell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <td className="grid min-w-0 grid-cols-[6.5rem_minmax(0,1fr)] lg:table-cell lg:border-b lg:border-line lg:py-4 lg:pr-5">
      <span className="text-muted lg:hidden">{title}</span>
      <div className="min-w-0 max-lg:wrap-anywhere lg:max-w-56">{children}</div>
    </td>
  )
}

function Second({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-muted">{children}</span>
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
      {order.fulfilmentStatus === 'needs_person' && (
        <form action={resumeAction} className="mt-3">
          <input type="hidden" name="orderId" value={order.id} />
          <SubmitButton variant="secondary" pendingLabel="Trying …" aria-label={`Try order ${order.number} again`}>
            Try again
          </SubmitButton>
        </form>
      )}
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
