import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type DomainLostProps = {
  name: string
  domain: string
  /** The name at which the site goes on. */
  systemDomain: string
  domainUrl: string
}

/** Somebody else proved that a domain is theirs, and it is connected to their site now. */
export default function DomainLost({ name, domain, systemDomain, domainUrl }: DomainLostProps) {
  return (
    <Layout
      department="support"
      title={`${domain} is no longer connected to your site`}
      preheader={`Your site goes on at ${systemDomain}. Nothing of it is deleted.`}
    >
      <Paragraph>Hello {name},</Paragraph>
      <Paragraph>
        Somebody who controls the DNS of {domain} has proved that it is theirs, and has connected it to a site of their
        own. Your site goes on at {systemDomain}, and nothing of it is changed or deleted.
      </Paragraph>
      <Paragraph>
        If {domain} is yours, and you did not do that yourself, look after its DNS first: whoever can write there has
        access to it. Then connect it again. A new DNS record decides whose it is.
      </Paragraph>
      <Action href={domainUrl}>See your site’s domain</Action>
      <Paragraph>If you are not sure what happened, reply to this mail and we will look at it with you.</Paragraph>
    </Layout>
  )
}

DomainLost.PreviewProps = {
  name: 'Maria Santos',
  domain: 'maria.example',
  systemDomain: 'user4f2a91c0.migrahosting.com',
  domainUrl: 'https://my.migrahosting.com/panel/services/4f2a91c0-0000-4000-8000-000000000000/domain',
} satisfies DomainLostProps
