import { expect, test } from 'vitest'
import { parseBounce } from './parse-bounce'
import { sampleReport } from './testing/sample-report'

const sentTo = 'hello+abc@migrahosting.example'

test('a report says to whom it was sent, that the mail will not arrive, and why', async () => {
  expect(await parseBounce(sampleReport({ sentTo }))).toEqual({
    sentTo: [sentTo],
    isFinal: true,
    status: '5.1.1',
    diagnostic: '550 5.1.1 No such user here',
  })
})

test.each(['delayed', 'delivered', 'relayed', 'expanded'])('a server that says %s has not given up', async (action) => {
  expect(await parseBounce(sampleReport({ sentTo, action, status: '4.4.1' }))).toMatchObject({ isFinal: false })
})

test('a server that gave up after days is final, whatever its last answer was', async () => {
  const report = sampleReport({ sentTo, status: '4.4.1 (connection timed out)', diagnostic: 'X-Postfix; timed out' })
  expect(await parseBounce(report)).toMatchObject({ isFinal: true, status: '4.4.1', diagnostic: 'timed out' })
})

test('a report with a whole mail in it, in other letters and without a reason, is read too', async () => {
  const report = sampleReport({ sentTo: `<${sentTo}>` })
    .replace('Content-Type: text/rfc822-headers', 'Content-Type: message/rfc822')
    .replace('Action: failed', 'ACTION: Failed')
    .replace(/Diagnostic-Code: .*\r\n.*\r\n/, '')
  expect(await parseBounce(report)).toEqual({ sentTo: [sentTo], isFinal: true, status: '5.1.1', diagnostic: '' })
})

test('the reader that a server on the way has noted counts as well', async () => {
  const report = `Delivered-To: <${sentTo}>\r\n${sampleReport({ sentTo: 'postmaster@migrahosting.example' })}`
  expect((await parseBounce(report))?.sentTo).toContain(sentTo)
})

test('a reason is cut, and holds no line breaks or control characters', async () => {
  const diagnostic = `smtp; 550 \u0007${'very '.repeat(300)}long`
  const report = await parseBounce(sampleReport({ sentTo, diagnostic }))
  expect(report?.diagnostic).toMatch(/^550 very very/)
  expect(report?.diagnostic.length).toBeLessThanOrEqual(500)
})

test.each([
  ['nothing', ''],
  ['no mail', '\u0000\u0001 not a mail at all'],
  ['an answer of a person', `To: ${sentTo}\r\nSubject: Re: hello\r\n\r\nAction: failed\r\n`],
  ['a report that ends before it says anything', sampleReport({ sentTo }).split('Final-Recipient')[0] ?? ''],
  [
    'parts without an end',
    `To: ${sentTo}\r\n${'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n'.repeat(500)}`,
  ],
])('%s is no report', async (_, raw) => {
  expect(await parseBounce(raw)).toBeNull()
})
