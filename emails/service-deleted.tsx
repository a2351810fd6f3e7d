import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type ServiceDeletedProps = ServiceProps & { dashboardUrl: string }

/** The data of a service that is over is deleted: the last mail about it. */
export default function ServiceDeleted(props: ServiceDeletedProps) {
  const { locale, name, planName, serviceName, dashboardUrl } = props
  const { frame, services } = languageOf(locale).words
  const words = services['service-deleted']
  return (
    <Layout locale={locale} department="support" title={words.title} preheader={words.preheader(serviceName)}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.deleted(planName, serviceName)}</Paragraph>
      <Facts facts={serviceFacts(props)} />
      <Paragraph>{words.bills}</Paragraph>
      <Action href={dashboardUrl}>{frame.actions.openDashboard}</Action>
      <Paragraph>{words.thanks}</Paragraph>
    </Layout>
  )
}

ServiceDeleted.PreviewProps = {
  ...sampleService,
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies ServiceDeletedProps
