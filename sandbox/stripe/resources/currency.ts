import { invalid } from '../core/failure'
import { type Param, text } from '../core/params'

const known = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()))

/** A currency's three letters, read in lower case. */
export const currency: Param<string> = (tree, path) => {
  const code = text()(tree, path).toLowerCase()
  if (known.has(code)) return code
  throw invalid(`Invalid currency: ${code}. Stripe takes three-letter codes such as usd.`, { param: path })
}
