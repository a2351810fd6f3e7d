import { languageOf } from '@/lib/mail/language'
import { Action } from './_components/action'
import { Facts } from './_components/facts'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'
import { type ServiceProps, sampleService, serviceFacts } from './_components/service-facts'

type DeletionWarningProps = ServiceProps & {
  /** ISO 8601 */
  deletesAt: string
  isLast: boolean
  dashboardUrl: string
}

/** The data of a service that is over will soon be deleted. */
export default function DeletionWarning(props: DeletionWarningProps) {
  const { locale, name, serviceName, isLast, dashboardUrl } = props
  const { words: all, day: write } = languageOf(locale)
  const words = all.services['deletion-warning']
  const day = write(props.deletesAt)
  return (
    <Layout
      locale={locale}
      department="support"
      title={words.title(isLast)}
      preheader={words.preheader(serviceName, day)}
    >
      <Paragraph>{all.frame.hello(name)}</Paragraph>
      <Paragraph>{words.deletes(serviceName, day)}</Paragraph>
      <Facts facts={[...serviceFacts(props), { label: words.deletedOn, value: day }]} />
      <Paragraph>{words.copy}</Paragraph>
      <Action href={dashboardUrl}>{all.frame.actions.openDashboard}</Action>
      <Paragraph>{words.next(isLast)}</Paragraph>
    </Layout>
  )
}

DeletionWarning.PreviewProps = {
  ...sampleService,
  deletesAt: '2027-12-23T09:30:00.000Z',
  isLast: false,
  dashboardUrl: 'https://my.migrahosting.com/panel',
} satisfies DeletionWarningProps
