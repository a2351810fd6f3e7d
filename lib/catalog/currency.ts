/** The currencies that the catalogue has prices in, as Stripe writes them. The first is meant where none is named. */
export const currencies = ['usd', 'eur', 'gbp'] as const

export type Currency = (typeof currencies)[number]

export const defaultCurrency: Currency = currencies[0]

export function isCurrency(text: unknown): text is Currency {
  return currencies.some((currency) => currency === text)
}
