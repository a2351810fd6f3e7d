import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { MailTable } from '@/app/admin/mail-table'
import { Pager } from '@/app/admin/pager'
import { Day } from '@/components/account/day'
import { News } from '@/components/ui/news'
import { PageHeader } from '@/components/ui/page-header'
import { type Customer, getCustomer } from '@/lib/admin/get-customer'
import { listActs } from '@/lib/admin/list-acts'
import { listCustomerServices } from '@/lib/admin/list-customer-services'
import { listMailsTo } from '@/lib/admin/list-mails'
import { listInvoices, listRefunds } from '@/lib/admin/list-payments'
import { type PageQuery, pageNumberOf } from '@/lib/web/page-query'
import { currentUser, requireStaff } from '@/lib/web/session'
import { ActList } from './act-list'
import { DisputeList } from './dispute-list'
import { doneSentence } from './done-sentences'
import { InvoiceTable } from './invoice-table'
import { RefundTable } from './refund-table'
import { ServiceCard } from './service-card'

type CustomerPageProps = PageQuery & { params: Promise<{ id: string }> }

/** Only staff learn what this page is called. */
export async function generateMetadata(): Promise<Metadata> {
  const user = await currentUser()
  return user?.role === 'staff' ? { title: 'Customer' } : {}
}

export default async function CustomerPage({ params, searchParams }: CustomerPageProps) {
  const { id } = await params
  await requireStaff({ returnTo: `/admin/customers/${id}` })
  const customer = z.uuid().safeParse(id).success ? await getCustomer(id) : null
  if (!customer) notFound()
  const query = await searchParams
  const page = pageNumberOf(query.page)
  const [services, invoices, refunds, mails, { acts, hasOlder }] = await Promise.all([
    listCustomerServices(id),
    listInvoices(id),
    listRefunds(id),
    listMailsTo(customer.email),
    listActs({ customerId: id, page }),
  ])
  const done = doneSentence(query.done)
  return (
    <div className="space-y-12">
      <div className="space-y-6">
        <PageHeader title={customer.name} intro={<Intro customer={customer} />} />
        {done && <News tone="good">{done}</News>}
      </div>
      {customer.disputes.length > 0 && (
        <Section id="disputes" title="Disputes">
          <DisputeList customer={customer} />
        </Section>
      )}
      <Section id="services" title="Services">
        {services.length === 0 && <p className="text-muted">No service yet.</p>}
        <ul className="grid grid-cols-1 gap-5">
          {services.map((service) => (
            <li key={service.id}>
              <ServiceCard service={service} />
            </li>
          ))}
        </ul>
      </Section>
      <Section id="invoices" title="Invoices">
        <InvoiceTable customerId={id} invoices={invoices} />
      </Section>
      <Section id="refunds" title="Refunds">
        <RefundTable refunds={refunds} />
      </Section>
      <Section id="mails" title="Mails">
        <MailTable mails={mails} />
      </Section>
      <Section id="history" title="What happened">
        <ActList acts={acts} />
        <Pager
          name="what happened"
          page={page}
          hasOlder={hasOlder}
          hrefOf={(wanted) => `/admin/customers/${id}${wanted > 1 ? `?page=${wanted}` : ''}#history`}
        />
      </Section>
    </div>
  )
}

function Intro({ customer }: { customer: Customer }) {
  return (
    <>
      <p className="wrap-anywhere">
        {customer.email}, customer since <Day at={customer.since} />
      </p>
      {customer.stripeUrls.map((url, index) => (
        <p key={url}>
          <a href={url} className="text-link inline-block py-1">
            At Stripe{customer.stripeUrls.length > 1 && ` (${index + 1})`}
          </a>
        </p>
      ))}
    </>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="space-y-5">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}
