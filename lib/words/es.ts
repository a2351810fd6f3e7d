import type { Words } from './en'
import { account } from './es/account'
import { address } from './es/address'
import { cycles, families, limitRows, limits } from './es/catalogue'
import { checkout } from './es/checkout'
import { company } from './es/company'
import { domains } from './es/domains'
import { frame } from './es/frame'
import { notices } from './es/notices'
import { order } from './es/order'
import { panel } from './es/panel'
import { planChange } from './es/plan-change'
import { refusals } from './es/refusals'
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
  account,
  address,
  panel,
  domains,
  planChange,
  notices,
  refusals,
} satisfies Words
