import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { POST } from '@/app/api/mail/bounces/route'
import { envelopeSender } from './envelope-sender'

test('without the setting mails come from EMAIL_FROM, and there is nothing that takes reports', async () => {
  expect(envelopeSender(randomUUID())).toBe('hello@migrahosting.example')
  const headers = { authorization: 'Bearer undefined', 'content-type': 'message/rfc822' }
  const answer = await POST(new Request('http://localhost/', { method: 'POST', body: 'Subject: x', headers }))
  expect(answer.status).toBe(404)
})
