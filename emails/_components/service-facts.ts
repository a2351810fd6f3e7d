import type { Locale } from '@/lib/words/locale'
import { mailWords } from '@/lib/words/mail-words'
import type { Fact } from './facts'

/** Whom a mail is to, in which language, and about which service. */
export type ServiceProps = {
  locale: Locale
  name: string
  planName: string
  /** What the customer calls the service: its domain. */
  serviceName: string
}

/** The first facts of each mail about a service. */
export function serviceFacts({ locale, serviceName, planName }: ServiceProps): Fact[] {
  const { labels } = mailWords(locale).frame
  return [
    { label: labels.service, value: serviceName },
    { label: labels.plan, value: planName },
  ]
}

/** For previews. */
export const sampleService: ServiceProps = {
  locale: 'en',
  name: 'Maria Santos',
  planName: 'Starter',
  serviceName: 'maria.example',
}
