import { inTurns } from '@/bench/chaos/in-turns'
import { passwordIn } from './check-mails'
import type { Finding } from './finding'
import { paidSessions } from './paid-sessions'
import type { Books } from './read-books'

const concurrency = 4
const timeoutMs = 20_000

/** Signs in with the password of the newest welcome mail of each address, by the form, as a browser without script does. */
export async function checkSignIns(books: Books, app: string): Promise<Finding> {
  const emails = [...new Set(paidSessions(books).map(({ email }) => email))]
  const finding: Finding = {
    title: 'The newest password of each new account signs in',
    looked: emails.length,
    differences: [],
  }
  const form = await readForm(app).catch((error) => error)
  if (form instanceof Error) return { ...finding, differences: [`The sign-in page does not answer: ${form.message}`] }
  await inTurns(emails, concurrency, async (email) => {
    const newest = books.mails.findLast((mail) => mail.to.includes(email) && passwordIn(mail))
    const password = newest && passwordIn(newest)
    if (!password) finding.differences.push(`${email} was sent no password`)
    else if (!(await doesSignIn(app, form, { email, password }))) {
      finding.differences.push(`The newest password of ${email} does not sign in`)
    }
  })
  return finding
}

type HiddenFields = [name: string, value: string][]

/** What Next puts into the form to know its action. */
async function readForm(app: string): Promise<HiddenFields> {
  const page = await (await fetch(`${app}/sign-in`, { signal: AbortSignal.timeout(timeoutMs) })).text()
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)]
  return hidden.map(([, name = '', value = '']) => [name, unescapeHtml(value)])
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

async function doesSignIn(app: string, hidden: HiddenFields, typed: Record<string, string>): Promise<boolean> {
  const body = new FormData()
  for (const [name, value] of [...hidden, ...Object.entries(typed)]) body.append(name, value)
  const response = await fetch(`${app}/sign-in`, {
    method: 'POST',
    body,
    headers: { origin: app },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => undefined)
  const isSignedIn = response?.headers.getSetCookie().some((cookie) => cookie.includes('session_token=')) === true
  return isSignedIn && response.headers.get('location')?.endsWith('/change-password') === true
}
