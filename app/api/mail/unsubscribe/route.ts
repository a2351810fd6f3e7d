import { findReminded, stopReminders } from '@/lib/checkout/stop-reminders'
import { remindersPagePath } from '@/lib/checkout/stop-reminders-path'
import { errorResponse } from '@/lib/web/error-response'

/** A reader opens the link in a reminder: the page with the button is the shop's. A program that only looks stops nothing. */
export async function GET(request: Request): Promise<Response> {
  try {
    const token = tokenIn(request)
    const reader = await findReminded(token)
    return seeOther(remindersPagePath(reader?.locale, { token: reader ? token : undefined }))
  } catch (error) {
    return errorResponse(error)
  }
}

/** One click in a mail program (RFC 8058), which follows no redirect; or the page's button, which names `back`. */
export async function POST(request: Request): Promise<Response> {
  try {
    const reader = await stopReminders(tokenIn(request))
    if (new URL(request.url).searchParams.has('back')) {
      return seeOther(remindersPagePath(reader?.locale, { stopped: reader ? '1' : undefined }))
    }
    return reader ? new Response('No more reminders.\n') : new Response('This link is not complete.\n', { status: 400 })
  } catch (error) {
    return errorResponse(error)
  }
}

function tokenIn(request: Request): string {
  return new URL(request.url).searchParams.get('token') ?? ''
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } })
}
