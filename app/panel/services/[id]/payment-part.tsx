import { ActionForm } from '@/components/account/action-form'
import { Card } from '@/components/ui/card'
import { openPortalAction } from './actions'

/** The way to what Stripe keeps of a service's payments. */
export function PaymentPart({ serviceId }: { serviceId: string }) {
  return (
    <Card as="section" aria-labelledby="payment-heading" className="space-y-4">
      <h2 id="payment-heading" className="text-lg">
        Payment
      </h2>
      <p>Your card and your billing address are kept by Stripe, our payment provider. You change them there.</p>
      <PortalForm serviceId={serviceId} />
    </Card>
  )
}

/** A button that opens Stripe's own pages; from there people come back to the service. */
export function PortalForm({ serviceId }: { serviceId: string }) {
  return (
    <ActionForm
      action={openPortalAction}
      about={{ subscriptionId: serviceId }}
      submit={{ label: 'Card and billing details', pending: 'Opening Stripe …', variant: 'secondary' }}
      refusalTitle="Stripe’s pages could not be opened"
    />
  )
}
