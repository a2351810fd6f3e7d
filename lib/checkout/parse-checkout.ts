import { z } from 'zod'
import { billingCycles } from '@/lib/catalog/billing-cycle'
import { currencies, defaultCurrency } from '@/lib/catalog/currency'
import { plainDomain } from '@/lib/domains/plain-domain'
import { AppError } from '@/lib/errors'
import { defaultLocale, locales } from '@/lib/words/locale'

const optionalText = z
  .string('Enter text, or leave it out.')
  .trim()
  .transform((text) => text || undefined)
  .nullish()
  .transform((text) => text ?? undefined)

/** `https://www.Example.com/` and `www.example.com` mean the name `example.com`. */
const domain = optionalText.transform((text, context) => {
  if (!text) return undefined
  const name = plainDomain(text)
  if (name) return name
  context.addIssue({ code: 'custom', message: 'Enter a domain such as example.com, or leave it empty.' })
  return z.NEVER
})

const currencySentence = `Choose a currency that we sell in: ${currencies.join(', ')}.`

const schema = z.object(
  {
    planId: z.string('Choose a plan.').trim().min(1, 'Choose a plan.').max(64),
    billingCycle: z.enum(billingCycles, 'Choose monthly, yearly, biennial or triennial.'),
    customer: z.object(
      {
        name: z
          .string('Enter your name.')
          .trim()
          .min(1, 'Enter your name.')
          .max(120, 'Use at most 120 characters.')
          .regex(/^\P{Cc}*$/u, 'Leave out characters that cannot be seen.'),
        email: z
          .string('Enter your e-mail address.')
          .trim()
          .toLowerCase()
          .max(254, 'Enter an e-mail address such as name@example.com.')
          .pipe(z.email('Enter an e-mail address such as name@example.com.')),
      },
      'Enter your name and e-mail address.',
    ),
    couponCode: optionalText,
    currency: z
      .string(currencySentence)
      .trim()
      .toLowerCase()
      .pipe(z.enum(currencies, currencySentence))
      .nullish()
      .transform((currency) => currency ?? defaultCurrency),
    domain,
    /** The language in which the form was read. */
    locale: z.enum(locales).catch(defaultLocale),
    /** Made when the form was shown, so that sending it twice makes one order. */
    attemptId: z.uuid().optional().catch(undefined),
  },
  'Send an order with planId, billingCycle and customer.',
)

export type CheckoutRequest = z.infer<typeof schema>

/**
 * What a shop's visitor asked for, trimmed and checked.
 * @throws AppError `unknown_cycle` or `invalid_request`, with a sentence for each wrong field
 */
export function parseCheckout(input: unknown): CheckoutRequest {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const fields: Record<string, string> = {}
  for (const issue of result.error.issues) fields[issue.path.join('.') || 'request'] ??= issue.message
  const [first = 'Check what you entered.'] = Object.values(fields)
  throw new AppError('billingCycle' in fields ? 'unknown_cycle' : 'invalid_request', first, { fields })
}
