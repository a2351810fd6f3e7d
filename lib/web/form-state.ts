import { AppError } from '@/lib/errors'

/** What a server action tells its form after a submit that did not go through. */
export type FormState = {
  /** Rises with each submit, so that the summary of errors takes the focus again. */
  attempt: number
  message?: string
  /** Sentences by field name. */
  fields?: Record<string, string>
  /** What was typed; never a password. */
  values?: Record<string, string>
}

/** The state after a refusal; anything but an expected failure is thrown on. */
export function refusal(previous: FormState, error: unknown, values: Record<string, string> = {}): FormState {
  if (!(error instanceof AppError)) throw error
  const { fields } = error.details
  return { attempt: previous.attempt + 1, values, fields, message: fields ? undefined : error.message }
}

/** One text of a form, as it was typed; empty when it is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
