/** An expected failure, with words that a customer may read. Mapped to HTTP once, at the edge. */
export class AppError extends Error {
  override name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: { fields?: Record<string, string>; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
  }
}

export type ErrorCode = keyof typeof httpStatusOf

/** The HTTP status of each expected failure. */
export const httpStatusOf = {
  malformed_json: 400,
  bad_signature: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  not_json: 415,
  invalid_request: 422,
  unknown_plan: 422,
  unknown_cycle: 422,
  plan_not_sold: 422,
  invalid_coupon: 422,
  domain_in_use: 422,
  looks_automatic: 422,
  purchase_blocked: 422,
  plan_change_refused: 422,
  refund_refused: 422,
  subscription_ended: 409,
  cancellation_refused: 409,
  terms_changed: 409,
  renewal_stopped: 409,
  payment_declined: 402,
  too_many_requests: 429,
  stripe_refused: 502,
  stripe_unreachable: 503,
  database_unreachable: 503,
} as const
