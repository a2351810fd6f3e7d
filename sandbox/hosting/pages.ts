import type { ServerResponse } from 'node:http'

/** The host's own answers, for people who reach a site that cannot answer itself. */
const pages = {
  400: ['Bad request', 'The address or the request is not one that a site can answer.'],
  403: ['Not allowed', 'This file is not for visitors.'],
  404: ['Page not found', 'This site has nothing at this address.'],
  405: ['Method not allowed', 'A file can only be read.'],
  413: ['Too large', 'What was sent is larger than this site accepts.'],
  500: [
    'The site failed',
    'Its program stopped with an error. If this is your site, look at php-errors.log in its folder.',
  ],
  503: ['Busy', 'The site has more visitors than it can answer right now. Try again in a moment.'],
  504: ['The site took too long', 'Its program did not answer in time and was stopped. Try again in a moment.'],
  noSite: [
    'No site here',
    'No website answers to this name on this server. If it is new, check the spelling of its address.',
  ],
  suspended: ['This site is suspended', 'Its owner can sign in to the hosting panel to see how it stands.'],
} as const

export type PageName = keyof typeof pages

const statusOf = { noSite: 404, suspended: 503 } as const

export function sendPage(response: ServerResponse, name: PageName, method?: string): void {
  const [title, text] = pages[name]
  const status = typeof name === 'number' ? name : statusOf[name]
  const body = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.5rem;line-height:1.2}</style>
<h1>${title}</h1><p>${text}</p></html>
`
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...(status === 413 ? { Connection: 'close' } : {}),
    ...(status === 503 ? { 'Retry-After': name === 503 ? '5' : '3600' } : {}),
  })
  response.end(method === 'HEAD' ? undefined : body)
}
