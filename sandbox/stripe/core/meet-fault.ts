import { type Answer, failureAnswer } from './answer-api'
import { Failure } from './failure'
import type { Faults } from './faults'

/**
 * Answers a request to the API as the faults that a test asked for have it. Null is no answer at all: `api_timeout`
 * does nothing and `api_lost_answer` does what was asked, and both leave the connection open.
 */
export function meetFault(faults: Faults, path: string, answer: () => Answer): Answer | null {
  switch (faults.forRequest(path)?.kind) {
    case 'api_error':
      return failureAnswer(new Failure(500, { type: 'api_error', message: 'An unknown error occurred' }))
    case 'api_rate_limit':
      return failureAnswer(
        new Failure(429, {
          type: 'invalid_request_error',
          code: 'rate_limit',
          message:
            'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
        }),
      )
    case 'api_timeout':
      return null
    case 'api_lost_answer':
      answer()
      return null
    default:
      return answer()
  }
}
