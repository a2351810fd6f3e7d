const maxCharacters = 1000

/**
 * The innermost cause of a failure: what is around it speaks to customers, or quotes a query with its parameters, which
 * may be a token or an address.
 */
export function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootCause(error.cause) : error
}

/** What went wrong, in one line for staff. */
export function explainError(error: unknown): string {
  const cause = rootCause(error)
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, maxCharacters)
}
