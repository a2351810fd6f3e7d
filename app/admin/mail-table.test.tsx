import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { SentMail } from '@/lib/admin/list-mails'
import { MailTable } from './mail-table'

const sent: SentMail = {
  id: '1',
  subject: 'Your site is live',
  status: 'sent',
  askedAt: new Date('2027-11-23T09:30:00Z'),
  sentAt: new Date('2027-11-23T09:30:02Z'),
  attempts: 1,
  error: null,
  bouncedAt: null,
  bounceReason: null,
}

test('a mail that came back is not shown as sent, and says why', () => {
  const cameBack = { bouncedAt: new Date('2027-11-23T09:31:00Z'), bounceReason: '550 5.1.1 No such user' }
  const page = renderToStaticMarkup(<MailTable mails={[{ ...sent, ...cameBack }]} />)
  expect(stateIn(page)).toBe('Came back')
  expect(page).toContain('550 5.1.1 No such user')
})

test('one that was taken is', () => {
  const page = renderToStaticMarkup(<MailTable mails={[sent]} />)
  expect(stateIn(page)).toBe('Sent')
  expect(page).not.toContain('550')
})

/** What the table's only badge says. */
function stateIn(page: string): string | undefined {
  return /<span class="inline-block[^>]*>([^<]+)/.exec(page)?.[1]
}
