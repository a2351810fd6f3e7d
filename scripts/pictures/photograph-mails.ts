import { readdirSync } from 'node:fs'
import type { Browser } from '@playwright/test'
import { createElement, type FunctionComponent } from 'react'
import { renderMail } from '@/lib/mail/render-mail'
import { shoot } from './camera'

type Mail = FunctionComponent & { PreviewProps: object }

/** Pictures of every mail with its sample data, as a mail program on a phone and one on a desk show it. */
export async function photographMails(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  for (const file of readdirSync('emails').filter((name) => /^[\w-]+\.tsx$/.test(name))) {
    const { default: mail }: { default: Mail } = await import(`../../emails/${file}`)
    const { html } = await renderMail(createElement(mail, mail.PreviewProps))
    await page.setContent(html)
    await shoot(page, `mail-${file.replace('.tsx', '')}`, [390, 640])
  }
  await page.close()
}
