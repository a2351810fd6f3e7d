import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type RenewalFactsProps, renewalFacts, sampleRenewal } from './_components/renewal-facts'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type CancellationUndoneProps = ServiceProps & RenewalFactsProps & { serviceUrl: string }

/** A cancelled service goes on: what it costs, and when. */
export default function CancellationUndone(props: CancellationUndoneProps) {
  const { locale, name, planName, serviceName, serviceUrl } = props
  const { frame, services } = languageOf(locale).words
  const words = services['cancellation-undone']
  return (
    <Layout locale={locale} department="billing" title={words.title} preheader={words.preheader(serviceName)}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.undone(serviceName, planName)}</Paragraph>
      <Facts facts={[...serviceFacts(props), ...renewalFacts(props)]} />
      <Action href={serviceUrl}>{frame.actions.openService}</Action>
      <Paragraph>{words.notYou}</Paragraph>
    </Layout>
  )
}

CancellationUndone.PreviewProps = {
  ...sampleService,
  ...sampleRenewal,
  planName: 'Premium',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies CancellationUndoneProps
