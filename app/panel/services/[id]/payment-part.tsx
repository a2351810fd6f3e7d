import { ActionForm } from '@/components/account/action-form'
import { Card } from '@/components/ui/card'
import { requestLanguage } from '@/lib/web/request-language'
import { openPortalAction } from './actions'

/** The way to what Stripe keeps of a service's payments. */
export async function PaymentPart({ serviceId }: { serviceId: string }) {
  const words = (await requestLanguage()).words.panel.payment
  return (
    <Card as="section" aria-labelledby="payment-heading" className="space-y-4">
      <h2 id="payment-heading" className="text-lg">
        {words.heading}
      </h2>
      <p>{words.text}</p>
      <PortalForm serviceId={serviceId} />
    </Card>
  )
}

/** A button that opens Stripe's own pages; from there people come back to the service. */
export async function PortalForm({ serviceId }: { serviceId: string }) {
  const words = (await requestLanguage()).words.panel.payment
  return (
    <ActionForm
      action={openPortalAction}
      about={{ subscriptionId: serviceId }}
      submit={{ label: words.open, pending: words.pending, variant: 'secondary' }}
      refusalTitle={words.refused}
    />
  )
}
