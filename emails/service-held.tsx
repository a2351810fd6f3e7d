import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type ServiceHeldProps = {
  name: string
  planName: string
  serviceName: string
  /** In staff's own words. */
  reason: string
}

/** Staff took the site offline. */
export default function ServiceHeld({ name, planName, serviceName, reason }: ServiceHeldProps) {
  return (
    <Layout
      department="support"
      title="We have taken your site offline"
      preheader="Nothing is deleted. Reply to this mail and we will sort it out together."
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        We have taken your site offline. This was decided by a person here, for the reason below. Nothing of it is
        deleted: your files are where you left them.
      </Paragraph>
      <Facts
        facts={[
          { label: 'Service', value: serviceName },
          { label: 'Plan', value: planName },
          { label: 'Reason', value: reason },
        ]}
      />
      <Paragraph>
        To get it back online, or if you think that this is a mistake, reply to this mail: it reaches the people who can
        lift it. Tell us what you have changed, and we will look at it with you.
      </Paragraph>
      <Paragraph>
        Your plan goes on as before, and so do its payments. We write to you again when the site is back.
      </Paragraph>
    </Layout>
  )
}

ServiceHeld.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  reason: 'Your site sends mail that its readers did not ask for.',
} satisfies ServiceHeldProps
