import { languageOf } from '@/lib/mail/language'
import type { Locale } from '@/lib/words/locale'
import { Action } from './_components/action'
import { Layout } from './_components/layout'
import { Paragraph } from './_components/prose'

type DomainLostProps = {
  locale: Locale
  name: string
  domain: string
  /** The name at which the site goes on. */
  systemDomain: string
  domainUrl: string
}

/** Somebody else proved that a domain is theirs, and it is connected to their site now. */
export default function DomainLost({ locale, name, domain, systemDomain, domainUrl }: DomainLostProps) {
  const { frame, services } = languageOf(locale).words
  const words = services['domain-lost']
  return (
    <Layout locale={locale} department="support" title={words.title(domain)} preheader={words.preheader(systemDomain)}>
      <Paragraph>{frame.hello(name)}</Paragraph>
      <Paragraph>{words.proved(domain, systemDomain)}</Paragraph>
      <Paragraph>{words.ifYours(domain)}</Paragraph>
      <Action href={domainUrl}>{words.action}</Action>
      <Paragraph>{words.notSure}</Paragraph>
    </Layout>
  )
}

DomainLost.PreviewProps = {
  locale: 'en',
  name: 'Maria Santos',
  domain: 'maria.example',
  systemDomain: 'user4f2a91c0.migrahosting.com',
  domainUrl: 'https://my.migrahosting.com/panel/services/4f2a91c0-0000-4000-8000-000000000000/domain',
} satisfies DomainLostProps
