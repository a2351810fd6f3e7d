/** A refusal of the control interface, with its HTTP status and a code that programs may rely on. */
export class ControlError extends Error {
  override name = 'ControlError'

  constructor(
    readonly status: number,
    readonly code: ControlErrorCode,
    message: string,
  ) {
    super(message)
  }
}

export type ControlErrorCode =
  | 'unauthorized'
  | 'malformed_json'
  | 'not_json'
  | 'too_large'
  | 'invalid_request'
  | 'unsupported_php'
  | 'not_found'
  | 'method_not_allowed'
  | 'owner_conflict'
  | 'domain_in_use'
  | 'stale_generation'
  | 'terminated'
