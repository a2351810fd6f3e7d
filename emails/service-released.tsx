import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type ServiceReleasedProps = {
  name: string
  planName: string
  serviceName: string
  siteUrl: string
}

/** Staff put the site back online. */
export default function ServiceReleased({ name, planName, serviceName, siteUrl }: ServiceReleasedProps) {
  return (
    <Layout
      department="support"
      title="Your site is back online"
      preheader={`${serviceName} is as it was. There is nothing that you have to do.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        We have put {serviceName} back online, just as it was before, and your {planName} plan goes on as usual. There
        is nothing that you have to do.
      </Paragraph>
      <Action href={siteUrl}>Open your site</Action>
      <Paragraph>
        If something looks different from before, reply to this mail and we will look at it with you.
      </Paragraph>
    </Layout>
  )
}

ServiceReleased.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  siteUrl: 'https://maria.example',
} satisfies ServiceReleasedProps
