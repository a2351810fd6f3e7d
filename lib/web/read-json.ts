import { AppError } from '@/lib/errors'
import { readBody } from './read-body'

/**
 * Reads a request's body as JSON.
 * @throws AppError `not_json`, `too_large`, `malformed_json`
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const [type] = (request.headers.get('content-type') ?? '').split(';')
  if (type?.trim().toLowerCase() !== 'application/json') {
    throw new AppError('not_json', 'Send JSON, with the header Content-Type: application/json.')
  }
  const body = await readBody(request, maxBytes)
  try {
    // JSON is UTF-8 (RFC 8259): what is not would be stored with marks in the place of its characters.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new AppError('malformed_json', 'The body is not valid JSON.', { cause })
  }
}
