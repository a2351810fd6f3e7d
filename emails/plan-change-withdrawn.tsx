import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type RenewalFactsProps, renewalFacts, sampleRenewal } from './_components/renewal-facts'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

/** The service keeps `planName`. */
type PlanChangeWithdrawnProps = ServiceProps &
  RenewalFactsProps & {
    /** The plan that it would have changed to. */
    toPlanName: string
    serviceUrl: string
  }

/** A change of plan that waited was taken back. */
export default function PlanChangeWithdrawn(props: PlanChangeWithdrawnProps) {
  const { locale, name, planName, serviceName, toPlanName, serviceUrl } = props
  const { frame, plans } = languageOf(locale).words
  const words = plans['plan-change-withdrawn']
  return (
    <Layout
      locale={locale}
      department="billing"
      title={words.title}
      preheader={words.preheader(serviceName, toPlanName)}
    >
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.keeps(serviceName, toPlanName, planName)}</Paragraph>
      <Facts facts={[...serviceFacts(props), ...renewalFacts(props)]} />
      <Action href={serviceUrl}>{frame.actions.openService}</Action>
    </Layout>
  )
}

PlanChangeWithdrawn.PreviewProps = {
  ...sampleService,
  ...sampleRenewal,
  planName: 'Premium',
  toPlanName: 'Starter',
  serviceUrl: 'https://my.migrahosting.com/panel/services/1',
} satisfies PlanChangeWithdrawnProps
