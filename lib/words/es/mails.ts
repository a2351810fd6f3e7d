import type { MailWords } from '@/lib/words/en/mails'
import { account } from './mails/account'
import { frame } from './mails/frame'
import { orders } from './mails/orders'
import { payments } from './mails/payments'
import { plans } from './mails/plans'
import { reminder } from './mails/reminder'
import { services } from './mails/services'

export const mails = { frame, orders, payments, plans, services, account, reminder } satisfies MailWords
