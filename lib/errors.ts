/**
 * An expected failure, with words that a customer may read. Mapped to HTTP once, at the edge, and there to another
 * language too: `reason` and `about` say then what the sentence says, more exactly than the code.
 */
export class AppError extends Error {
  override name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: {
      fields?: Record<string, string>
      retryAfterSeconds?: number
      cause?: unknown
      reason?: RefusalReason
      /** What the sentence names, e.g. a plan. */
      about?: string
    } = {},
  ) {
    super(message, { cause: details.cause })
  }
}

export type ErrorCode = keyof typeof httpStatusOf

/** Which of the refusals with one code it is. */
export type RefusalReason =
  | 'password_too_short'
  | 'password_too_long'
  | 'password_holds_address'
  | 'password_holds_brand'
  | 'password_easy'
  | 'password_temporary'
  | 'link_dead'
  | 'email_same'
  | 'email_taken'
  | 'password_wrong'
  | 'already_ending'
  | 'end_moved'
  | 'not_cancelled'
  | 'plan_fixed'
  | 'plan_same'
  | 'plan_planned'
  | 'plan_of_other_kind'
  | 'plan_disputed'
  | 'plan_unpaid'
  | 'plan_suspended'
  | 'plan_cancelled'
  | 'offer_stale'
  | 'plan_changing'
  | 'no_plan_change'
  | 'domain_malformed'
  | 'domain_reserved'
  | 'site_not_ready'

/** The HTTP status of each expected failure. */
export const httpStatusOf = {
  malformed_json: 400,
  bad_signature: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  too_large: 413,
  not_json: 415,
  not_a_mail: 415,
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
