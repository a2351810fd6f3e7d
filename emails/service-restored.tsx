import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService } from './_components/service-facts'

type ServiceRestoredProps = ServiceProps & { siteUrl: string }

/** The payment arrived and the site is online again. */
export default function ServiceRestored({ locale, name, planName, serviceName, siteUrl }: ServiceRestoredProps) {
  const { frame, payments } = languageOf(locale).words
  const words = payments['service-restored']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader(serviceName)}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.thanks(planName, serviceName)}</Paragraph>
      <Action href={siteUrl}>{frame.actions.openSite}</Action>
      <Paragraph>{words.next}</Paragraph>
    </Layout>
  )
}

ServiceRestored.PreviewProps = { ...sampleService, siteUrl: 'https://maria.example' } satisfies ServiceRestoredProps
