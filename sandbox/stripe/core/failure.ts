export type FailureBody = {
  type: 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  charge?: string
  payment_intent?: object
  setup_intent?: object
  payment_method?: object
}

/** A refusal, in the shape Stripe gives it. */
export class Failure extends Error {
  readonly status: number
  readonly body: FailureBody
  /** Whether what was done before it stays: a refused card leaves its charge behind. */
  readonly keepsChanges: boolean

  constructor(status: number, body: FailureBody, keepsChanges = false) {
    super(body.message)
    this.status = status
    this.body = body
    this.keepsChanges = keepsChanges
  }
}

export function keepsChanges(error: unknown): boolean {
  return error instanceof Failure && error.keepsChanges
}

/** A request that cannot be served as it is. `param` names the parameter as it was sent, e.g. `line_items[0][quantity]`. */
export function invalid(message: string, details: { param?: string; code?: string } = {}): Failure {
  return new Failure(400, { type: 'invalid_request_error', message, ...details })
}

/**
 * No object with this id. It is a 404 when the id is the address, and a 400 when a parameter names it. Stripe calls the id
 * in the address of an intent `intent`.
 */
export function missing(noun: string, id: string, param = 'id'): Failure {
  const status = param === 'id' || param === 'intent' ? 404 : 400
  return new Failure(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  })
}
