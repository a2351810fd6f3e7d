import { render, toPlainText } from 'react-email'

export type MailElement = Parameters<typeof render>[0]

/** Both parts of a mail: HTML, and the same words as plain text. */
export async function renderMail(element: MailElement): Promise<{ html: string; text: string }> {
  const html = await render(element)
  const text = toPlainText(html, {
    selectors: [
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'h2', options: { uppercase: false } },
      // Never wrapped: a broken line breaks a link or a password.
      { selector: 'table.facts', format: 'dataTable', options: { maxColumnWidth: 1000, uppercaseHeaderCells: false } },
    ],
  })
  return { html, text }
}
