import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { MailTable } from '@/app/admin/mail-table'
import { Moment } from '@/app/admin/moment'
import { fulfilmentLooks, paymentLooks } from '@/app/admin/order-words'
import { ResumeButton } from '@/app/admin/resume-button'
import { DomainName } from '@/components/account/domain-name'
import { Fact, Facts } from '@/components/account/facts'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { getOrder } from '@/lib/admin/get-order'
import { listOrderMails } from '@/lib/admin/list-mails'
import type { Order } from '@/lib/admin/list-orders'
import { cycleWords } from '@/lib/catalog/cycle-words'
import { formatMoney } from '@/lib/money'
import { currentUser, requireStaff } from '@/lib/web/session'
import { formatDay } from '@/lib/words/format-day'
import { EventTable } from './event-table'
import { StepTable } from './step-table'

type OrderPageProps = { params: Promise<{ id: string }> }

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Order' } : {}
}

/** An order: what was bought, each step of its delivery, what Stripe told, what was sent. */
export default async function OrderPage({ params }: OrderPageProps) {
  const { id } = await params
  await requireStaff({ returnTo: `/admin/orders/${id}` })
  const history = z.uuid().safeParse(id).success ? await getOrder(id) : null
  if (!history) notFound()
  const { order, steps, events } = history
  const mails = await listOrderMails(id)
  return (
    <div className="space-y-12">
      <div className="space-y-6">
        <PageHeader title={`Order ${order.number}`} intro={<Moment at={order.orderedAt} />} />
        {order.fulfilmentStatus === 'needs_person' && (
          <Notice tone="danger" title="This order needs a person">
            {order.reason && <p>{order.reason}</p>}
            <ResumeButton order={order} />
          </Notice>
        )}
        <OrderCard order={order} />
      </div>
      <section aria-labelledby="steps" className="space-y-5">
        <h2 id="steps" className="text-xl">
          Delivery
        </h2>
        <StepTable steps={steps} />
      </section>
      <section aria-labelledby="events" className="space-y-5">
        <h2 id="events" className="text-xl">
          What Stripe told
        </h2>
        <EventTable events={events} />
      </section>
      <section aria-labelledby="mails" className="space-y-5">
        <h2 id="mails" className="text-xl">
          Mails
        </h2>
        <MailTable mails={mails} />
      </section>
    </div>
  )
}

function OrderCard({ order }: { order: Order }) {
  const payment = paymentLooks[order.checkoutStatus]
  const delivery = order.fulfilmentStatus && fulfilmentLooks[order.fulfilmentStatus]
  return (
    <Card>
      <Facts>
        <Fact term="Customer">
          {order.customerId ? (
            <a href={`/admin/customers/${order.customerId}`} className="text-link -my-1 inline-block py-1">
              {order.customerName}
            </a>
          ) : (
            order.customerName
          )}
          <span className="block text-sm font-normal text-muted">{order.email}</span>
        </Fact>
        <Fact term="Plan">
          {order.planName}, {cycleWords[order.cycle].term}
        </Fact>
        <Fact term="Charged for the first term">
          {formatMoney(order.amount)}
          {order.couponCode && <span className="block text-sm font-normal text-muted">with {order.couponCode}</span>}
        </Fact>
        <Fact term="Site">{order.site ? <DomainName domain={order.site.domain} /> : 'None yet'}</Fact>
        <Fact term="Payment">
          <Badge tone={payment.tone}>{payment.words}</Badge>
        </Fact>
        <Fact term="Delivery">
          {delivery ? <Badge tone={delivery.tone}>{delivery.words}</Badge> : 'After the payment'}
        </Fact>
        <Fact term="Terms accepted">
          {order.termsVersion && order.termsAcceptedAt ? (
            <>
              Version of {formatDay(new Date(order.termsVersion), 'en')}
              <span className="block text-sm font-normal text-muted">
                <Moment at={order.termsAcceptedAt} />
              </span>
            </>
          ) : (
            'None on our page'
          )}
        </Fact>
        {order.fulfilmentStatus === 'running' && order.reason && <Fact term="It waits">{order.reason}</Fact>}
      </Facts>
    </Card>
  )
}
