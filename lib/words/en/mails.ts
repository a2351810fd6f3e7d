import { account } from './mails/account'
import { frame } from './mails/frame'
import { orders } from './mails/orders'
import { payments } from './mails/payments'
import { plans } from './mails/plans'
import { reminder } from './mails/reminder'
import { services } from './mails/services'

/** The mails to customers in English, which is also the shape of every other language. Staff read English: docs/decisions/0020. */
export const mails = { frame, orders, payments, plans, services, account, reminder }

export type MailWords = typeof mails
