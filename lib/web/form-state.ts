import type { Locale } from '@/lib/words/locale'
import { expectedError } from './expected-error'
import { explainRefusal } from './explain-refusal'

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

/** The state after a refusal, in a language, with what was typed; anything but an expected failure is thrown on. */
export function refusal(
  previous: FormState,
  error: unknown,
  locale: Locale,
  values: Record<string, string> = {},
): FormState {
  const expected = expectedError(error)
  if (!expected) throw error
  const { message, fields } = explainRefusal(expected, locale)
  return { attempt: previous.attempt + 1, values, fields, message: fields ? undefined : message }
}

/** One text of a form, as it was typed; empty when it is missing. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
