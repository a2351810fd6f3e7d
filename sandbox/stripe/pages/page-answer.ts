import type { Answer } from '../core/answer-api'
import { html } from './html'
import { layout } from './layout'

export type PageRequest = { method: string; path: string; body: string }

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // No form-action: browsers would apply it to the way back to the shop as well.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export function pageAnswer(status: number, body: string): Answer {
  return { status, headers: pageHeaders, body }
}

/** Lets a shop show the page within one of its own, with the scripts that tell the shop how tall it is and how it went. */
export function framed(answer: Answer): Answer {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'self'; base-uri 'none'; frame-ancestors http: https:"
  const body = answer.body.replace('</body>', '<script src="/endive/embedded-height.js"></script></body>')
  return { ...answer, body, headers: { ...answer.headers, 'content-security-policy': policy } }
}

/** Sends the browser on, also after a form was posted. */
export function seeOther(location: string): Answer {
  return { status: 303, headers: { ...pageHeaders, location }, body: '' }
}

/** A page that says one thing. */
export function lonelyPage(
  status: number,
  title: string,
  words: string,
  link: { href: string; text: string } | null = null,
): Answer {
  const content = html`<section class="panel"><h1>${title}</h1><p>${words}</p>
${link ? html`<p><a href="${link.href}">${link.text}</a></p>` : null}</section>`
  return pageAnswer(status, layout(title, 'alone', content))
}
