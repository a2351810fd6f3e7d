import { SiteFooter } from '@/components/ui/site-footer'
import { defaultCurrency } from '@/lib/catalog/currency'
import { requestLanguage } from '@/lib/web/request-language'
import { LanguageLinks } from './language-links'

/** The bottom of the pages of an account, with the same page in another language. */
export async function AccountFooter() {
  const { locale, words } = await requestLanguage()
  return (
    <SiteFooter view={{ locale, currency: defaultCurrency }}>
      <LanguageLinks current={locale} name={words.frame.languages} />
    </SiteFooter>
  )
}
