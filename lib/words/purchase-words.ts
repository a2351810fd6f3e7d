import type { Words } from './en'
import { cycles as cyclesInEnglish } from './en/catalogue'
import { checkout as checkoutInEnglish } from './en/checkout'
import { order as orderInEnglish } from './en/order'
import { cycles as cyclesInSpanish } from './es/catalogue'
import { checkout as checkoutInSpanish } from './es/checkout'
import { order as orderInSpanish } from './es/order'
import type { Locale } from './locale'

/** What runs in a browser needs of `wordsOf`, apart from it so that a browser loads no more. */
type PurchaseWords = Pick<Words, 'cycles' | 'checkout' | 'order'>

export function purchaseWords(locale: Locale): PurchaseWords {
  return words[locale]
}

const words: Record<Locale, PurchaseWords> = {
  en: { cycles: cyclesInEnglish, checkout: checkoutInEnglish, order: orderInEnglish },
  es: { cycles: cyclesInSpanish, checkout: checkoutInSpanish, order: orderInSpanish },
}
