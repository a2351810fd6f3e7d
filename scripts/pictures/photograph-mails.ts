import { readdirSync } from 'node:fs'
import type { Browser } from '@playwright/test'
import { createElement, type FunctionComponent } from 'react'
import { renderMail } from '@/lib/mail/render-mail'
import { defaultLocale, type Locale, locales } from '@/lib/words/locale'
import { shoot } from './camera'

type Mail = FunctionComponent<{ locale?: Locale }> & { PreviewProps: object }

/** Pictures of every mail with its sample data, in each of its languages, as a mail program on a phone and one on a desk show it. */
export async function photographMails(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  for (const file of readdirSync('emails').filter((name) => /^[\w-]+\.tsx$/.test(name))) {
    const { default: mail }: { default: Mail } = await import(`../../emails/${file}`)
    // Those to staff are in one language only.
    for (const locale of 'locale' in mail.PreviewProps ? locales : [defaultLocale]) {
      const { html } = await renderMail(createElement(mail, { ...mail.PreviewProps, locale }))
      await page.setContent(html)
      await shoot(page, `mail-${file.replace('.tsx', '')}-${locale}`, [390, 640])
    }
  }
  await page.close()
}
