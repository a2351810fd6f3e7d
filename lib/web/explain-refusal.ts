import type { AppError } from '@/lib/errors'
import type { Locale } from '@/lib/words/locale'
import { wordsOf } from '@/lib/words/words-of'

/** An expected failure in a language: the sentence for its page or, where it is about fields, one for each of them. */
export function explainRefusal(
  { code, message, details }: AppError,
  locale: Locale,
): { message: string; fields?: Record<string, string> } {
  const { refusals } = wordsOf(locale)
  const { reason, about = '', retryAfterSeconds: seconds = 0, fields } = details
  const say = (reason && refusals[reason]) ?? refusals[code]
  if (!say) return { message, fields }
  const sentence = say({ about, seconds })
  return {
    message: sentence,
    fields: fields && Object.fromEntries(Object.keys(fields).map((name) => [name, sentence])),
  }
}
