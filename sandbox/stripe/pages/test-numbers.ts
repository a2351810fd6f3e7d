import type { BankAccount, Refusal } from '../checkout/instrument'

export type TestCard = {
  number: string
  brand: string
  funding: 'credit' | 'debit'
  result: string
  refusal: Refusal | null
}

const messages: Record<string, string> = {
  insufficient_funds: 'Your card has insufficient funds. Try another card.',
  expired_card: 'Your card has expired. Try another card.',
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: 'An error occurred while processing your card. Try again in a little while.',
}

/** Stripe's own numbers: https://docs.stripe.com/testing */
export const testCards: TestCard[] = [
  paying('4242424242424242', 'visa'),
  paying('5555555555554444', 'mastercard'),
  paying('4000056655665556', 'visa', 'debit'),
  paying('378282246310005', 'amex'),
  refused('4000000000000002', 'Declined, no reason given', 'card_declined', 'generic_decline'),
  refused('4000000000009995', 'Declined: insufficient funds', 'card_declined', 'insufficient_funds'),
  refused('4000000000009987', 'Declined: lost card', 'card_declined', 'lost_card'),
  refused('4000000000009979', 'Declined: stolen card', 'card_declined', 'stolen_card'),
  refused('4000000000000069', 'Declined: expired card', 'expired_card', 'expired_card'),
  refused('4000000000000127', 'Declined: wrong CVC', 'incorrect_cvc', 'incorrect_cvc'),
  refused('4000000000000119', 'Declined: processing error', 'processing_error', 'processing_error'),
]

export type TestAccount = { number: string; result: string; failure: BankAccount['failure'] }

export const testRoutingNumber = '110000000'
export const testAccounts: TestAccount[] = [
  { number: '000123456789', result: 'Paid some seconds later', failure: null },
  { number: '000111111113', result: 'Fails some seconds later: account closed', failure: 'account_closed' },
  { number: '000222222227', result: 'Fails some seconds later: insufficient funds', failure: 'insufficient_funds' },
]

/** What a bank says to a number that is no test number. */
export const notATestCard: Refusal = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined: this page takes test numbers only. They are listed below.',
}

function paying(number: string, brand: string, funding: 'credit' | 'debit' = 'credit'): TestCard {
  return { number, brand, funding, result: 'Paid', refusal: null }
}

function refused(number: string, result: string, code: string, declineCode: string): TestCard {
  const message = messages[declineCode] ?? 'Your card was declined. Try another card.'
  const isBanks = code === 'card_declined'
  return {
    number,
    brand: 'visa',
    funding: 'credit',
    result,
    refusal: { code, declineCode: isBanks ? declineCode : null, message },
  }
}
