import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type ServiceRestoredProps = {
  name: string
  planName: string
  serviceName: string
  siteUrl: string
}

/** The payment arrived and the site is online again. */
export default function ServiceRestored({ name, planName, serviceName, siteUrl }: ServiceRestoredProps) {
  return (
    <Layout
      department="support"
      title="Your site is online again"
      preheader={`Thank you, your payment arrived. ${serviceName} is as it was.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        Thank you, your payment for {planName} arrived. {serviceName} is online again, just as it was before.
      </Paragraph>
      <Action href={siteUrl}>Open your site</Action>
      <Paragraph>
        The next renewal will use the card that you have just paid with, if you saved it. If something looks different
        from before, reply to this mail and we will look at it with you.
      </Paragraph>
    </Layout>
  )
}

ServiceRestored.PreviewProps = {
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
  siteUrl: 'https://maria.example',
} satisfies ServiceRestoredProps
