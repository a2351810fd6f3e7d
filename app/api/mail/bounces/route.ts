import { AppError } from '@/lib/errors'
import { confirmBounceSecret } from '@/lib/mail/confirm-bounce-secret'
import { recordBounce } from '@/lib/mail/record-bounce'
import { errorResponse } from '@/lib/web/error-response'
import { readBody } from '@/lib/web/read-body'

const maxBytes = 1024 * 1024

/**
 * Takes what comes back to the envelope sender, each as one whole mail. Whatever can be read is answered with 200, so that
 * the mail server that hands it over does not report a failure about it in turn.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    confirmBounceSecret(request.headers.get('authorization'))
    if (request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'message/rfc822') {
      throw new AppError('not_a_mail', 'Send a mail, with the content type message/rfc822.')
    }
    return Response.json(await recordBounce((await readBody(request, maxBytes)).toString('utf8')))
  } catch (error) {
    return errorResponse(error)
  }
}
