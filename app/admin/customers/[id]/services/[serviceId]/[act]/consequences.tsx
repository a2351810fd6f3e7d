import type { ReactNode } from 'react'
import type { ServiceAct } from '@/app/admin/customers/[id]/service-acts'
import { Day } from '@/components/account/day'
import type { StaffService } from '@/lib/admin/list-customer-services'
import { formatMoney } from '@/lib/money'

/** What an act will do to this service, before it is done. */
export function Consequences({ act, service }: { act: ServiceAct; service: StaffService }) {
  const name = <strong className="font-semibold text-ink">{service.domain ?? service.planName}</strong>
  const end = service.periodEnd ? <Day at={service.periodEnd} /> : 'the end of its term'
  const texts: Record<ServiceAct, ReactNode> = {
    cancel: (
      <>
        {name} stays online until {end}, as it is paid. Then it goes offline, and its data is kept for a while before it
        is deleted. Until that day this can be undone. The customer gets a mail.
      </>
    ),
    keep: (
      <>
        {name} was to end on {end}. It goes on, and renews on that day for {formatMoney(service.price)}. The customer
        gets a mail.
      </>
    ),
    suspend: (
      <>
        {name} goes offline at once, until staff put it back. Nothing is deleted, and the plan goes on and is billed.
        The customer gets a mail with your reason and the address to write to.
      </>
    ),
    resume: (
      <>
        {name} comes back within seconds, unless something else keeps it offline too, such as an unpaid renewal. The
        customer gets a mail once it is online.
      </>
    ),
    end: (
      <>
        {name} goes offline at once, and this cannot be undone: the customer would have to order again. Its data is kept
        for a while before it is deleted. What is paid and not used is not given back by this: refund the invoice for
        that. The customer gets a mail.
      </>
    ),
  }
  return <p>{texts[act]}</p>
}
