import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService } from './_components/service-facts'

type ServiceReleasedProps = ServiceProps & { siteUrl: string }

/** Staff put the site back online. */
export default function ServiceReleased({ locale, name, planName, serviceName, siteUrl }: ServiceReleasedProps) {
  const { frame, services } = languageOf(locale).words
  const words = services['service-released']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader(serviceName)}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.back(serviceName, planName)}</Paragraph>
      <Action href={siteUrl}>{frame.actions.openSite}</Action>
      <Paragraph>{words.different}</Paragraph>
    </Layout>
  )
}

ServiceReleased.PreviewProps = { ...sampleService, siteUrl: 'https://maria.example' } satisfies ServiceReleasedProps
