import { account } from './en/account'
import { address } from './en/address'
import { cycles, families, limitRows, limits } from './en/catalogue'
import { checkout } from './en/checkout'
import { company } from './en/company'
import { domains } from './en/domains'
import { frame } from './en/frame'
import { notices } from './en/notices'
import { order } from './en/order'
import { panel } from './en/panel'
import { planChange } from './en/plan-change'
import { refusals } from './en/refusals'
import { reminder } from './en/reminder'
import { storefront } from './en/storefront'

/** The interface in English, which is also the shape of every other language. */
export const en = {
  cycles,
  limits,
  limitRows,
  families,
  frame,
  storefront,
  company,
  checkout,
  order,
  account,
  address,
  panel,
  domains,
  planChange,
  notices,
  refusals,
  reminder,
}

export type Words = typeof en
