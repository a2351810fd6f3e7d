import { type AppError, httpStatusOf } from '@/lib/errors'
import { log } from '@/lib/log'
import { expectedError } from './expected-error'

/** The one place where a failure becomes an HTTP answer. What was not expected is logged and said in general words. */
export function errorResponse(error: unknown): Response {
  const expected = expectedError(error)
  if (!expected) {
    log().error({ err: error }, 'request failed')
    return answer(500, 'internal_error', 'Something went wrong on our side. Nothing was lost: try again in a minute.')
  }
  const status = httpStatusOf[expected.code]
  if (status >= 500) log().warn({ err: error }, 'request could not be served')
  return answer(status, expected.code, expected.message, expected.details)
}

function answer(status: number, code: string, message: string, details: AppError['details'] = {}): Response {
  const headers = details.retryAfterSeconds ? { 'Retry-After': String(details.retryAfterSeconds) } : undefined
  const { fields } = details
  return Response.json({ success: false, error: { code, message, ...(fields && { fields }) } }, { status, headers })
}
