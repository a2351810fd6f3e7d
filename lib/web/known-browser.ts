import { cookies } from 'next/headers'
import { env } from '@/lib/env'

const name = 'known-browser'
const oneYearInSeconds = 365 * 24 * 60 * 60

/** The key by which a browser is known, from the headers of its request. */
export function browserKeyOf(headers: Headers): string | null {
  const entries = headers.get('cookie')?.split(/; */) ?? []
  return entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
}

/** Has the browser keep its key, where a request is being answered. */
export async function keepBrowserKey(key: string): Promise<void> {
  const jar = await answeredCookies()
  jar?.set(name, key, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().PANEL_URL.startsWith('https://'),
    path: '/',
    maxAge: oneYearInSeconds,
  })
}

/** Null outside of a request, as `cookies` then throws. */
async function answeredCookies() {
  try {
    return await cookies()
  } catch {
    return null
  }
}
