import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type RenewalFactsProps, renewalFacts, sampleRenewal } from './_components/renewal-facts'

type CancellationUndoneProps = RenewalFactsProps & {
  name: string
  planName: string
  serviceName: string
  serviceUrl: string
}

/** A cancelled service goes on: what it costs, and when. */
export default function CancellationUndone(props: CancellationUndoneProps) {
  const { name, planName, serviceName, serviceUrl } = props
  return (
    <Layout
      department="billing"
      title="Your service goes on"
      preheader={`The cancellation of ${serviceName} is undone. It renews as before.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        The cancellation of {serviceName} is undone. {planName} goes on without a break and renews by itself again.
        Nothing was charged for this.
      </Paragraph>
      <Facts
        facts={[{ label: 'Service', value: serviceName }, { label: 'Plan', value: planName }, ...renewalFacts(props)]}
      />
      <Action href={serviceUrl}>Open the service</Action>
      <Paragraph>Was it not you? Then cancel it again there, or reply to this mail and we will look into it.</Paragraph>
    </Layout>
  )
}

CancellationUndone.PreviewProps = {
  ...sampleRenewal,
  name: 'Maria Santos',
  planName: 'Premium',
  serviceName: 'maria.example',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies CancellationUndoneProps
