import { languageOf } from '@/lib/mail/language'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type ServiceHeldProps = ServiceProps & {
  /** In staff's own words. */
  reason: string
}

/** Staff took the site offline. */
export default function ServiceHeld(props: ServiceHeldProps) {
  const { locale, name, reason } = props
  const { frame, services } = languageOf(locale).words
  const words = services['service-held']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.decided}</Paragraph>
      <Facts facts={[...serviceFacts(props), { label: words.reason, value: reason }]} />
      <Paragraph>{words.way}</Paragraph>
      <Paragraph>{words.goesOn}</Paragraph>
    </Layout>
  )
}

ServiceHeld.PreviewProps = {
  ...sampleService,
  reason: 'Your site sends mail that its readers did not ask for.',
} satisfies ServiceHeldProps
