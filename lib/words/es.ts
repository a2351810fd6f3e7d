import type { Words } from './en'
import { cycles, families, limitRows, limits } from './es/catalogue'
import { checkout } from './es/checkout'
import { company } from './es/company'
import { frame } from './es/frame'
import { order } from './es/order'
import { reminder } from './es/reminder'
import { storefront } from './es/storefront'

export const es = {
  cycles,
  limits,
  limitRows,
  families,
  frame,
  storefront,
  company,
  checkout,
  order,
  reminder,
} satisfies Words
