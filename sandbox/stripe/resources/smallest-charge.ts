/** https://docs.stripe.com/currencies: what has no minor unit is counted in whole ones. */
const smallest = new Map([
  ['aud', 50],
  ['brl', 50],
  ['cad', 50],
  ['chf', 50],
  ['czk', 1500],
  ['dkk', 250],
  ['eur', 50],
  ['gbp', 30],
  ['hkd', 400],
  ['huf', 17500],
  ['inr', 50],
  ['jpy', 50],
  ['mxn', 1000],
  ['myr', 200],
  ['nok', 300],
  ['nzd', 50],
  ['pln', 200],
  ['ron', 200],
  ['sek', 300],
  ['sgd', 50],
  ['thb', 1000],
  ['usd', 50],
])

/** The least that Stripe charges in a currency, in its minor unit. */
export function smallestCharge(currency: string): number {
  return smallest.get(currency) ?? 1
}
