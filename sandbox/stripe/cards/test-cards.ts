import { type Behaviour, paysAlways, type Refusal } from './behaviour'

export type TestCard = Behaviour & {
  /** Stripe's name for it: `pm_card_` and `tok_` stand before this. */
  key: string
  number: string
  brand: string
  funding: 'credit' | 'debit'
  result: string
}

const messages: Record<string, string> = {
  insufficient_funds: 'Your card has insufficient funds. Try another card.',
  expired_card: 'Your card has expired. Try another card.',
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: 'An error occurred while processing your card. Try again in a little while.',
}

/** Stripe's own numbers and names: https://docs.stripe.com/testing */
export const testCards: TestCard[] = [
  paying('visa', '4242424242424242', 'visa'),
  paying('mastercard', '5555555555554444', 'mastercard'),
  paying('visa_debit', '4000056655665556', 'visa', { funding: 'debit' }),
  paying('amex', '378282246310005', 'amex'),
  refused('visa_chargeDeclined', '4000000000000002', 'Declined, no reason given', 'card_declined', 'generic_decline'),
  refused(
    'visa_chargeDeclinedInsufficientFunds',
    '4000000000009995',
    'Declined: insufficient funds',
    'card_declined',
    'insufficient_funds',
  ),
  refused('visa_chargeDeclinedLostCard', '4000000000009987', 'Declined: lost card', 'card_declined', 'lost_card'),
  refused('visa_chargeDeclinedStolenCard', '4000000000009979', 'Declined: stolen card', 'card_declined', 'stolen_card'),
  refused('chargeDeclinedExpiredCard', '4000000000000069', 'Declined: expired card', 'expired_card', 'expired_card'),
  refused('chargeDeclinedIncorrectCvc', '4000000000000127', 'Declined: wrong CVC', 'incorrect_cvc', 'incorrect_cvc'),
  refused(
    'chargeDeclinedProcessingError',
    '4000000000000119',
    'Declined: processing error',
    'processing_error',
    'processing_error',
  ),
  {
    ...refused(
      'chargeCustomerFail',
      '4000000000000341',
      'Can be saved; every charge is declined',
      'card_declined',
      'generic_decline',
    ),
    isRefusedAtOnce: false,
  },
  paying('threeDSecure2Required', '4000000000003220', 'visa', {
    result: '3-D Secure at each payment',
    authentication: 'always',
  }),
  paying('authenticationRequired', '4000002760003184', 'visa', {
    result: '3-D Secure at each payment',
    authentication: 'always',
  }),
  paying('authenticationRequiredOnSetup', '4000002500003155', 'visa', {
    result: '3-D Secure once, then never again',
    authentication: 'until set up',
  }),
  paying('createDispute', '4000000000000259', 'visa', { result: 'Paid, then disputed', dispute: 'fraudulent' }),
  paying('createDisputeProductNotReceived', '4000000000002685', 'visa', {
    result: 'Paid, then disputed: not received',
    dispute: 'product_not_received',
  }),
  paying('createDisputeInquiry', '4000000000001976', 'visa', {
    result: 'Paid, then an inquiry',
    dispute: 'inquiry',
  }),
  paying('bypassPending', '4000000000000077', 'visa'),
]

const otherNames = new Map([
  ['chargeDeclined', 'visa_chargeDeclined'],
  ['chargeDeclinedInsufficientFunds', 'visa_chargeDeclinedInsufficientFunds'],
])

/** The card that Stripe calls by this name, as in `pm_card_visa` or `tok_visa`. */
export function testCardNamed(name: string): TestCard | undefined {
  const key = otherNames.get(name) ?? name
  return testCards.find((card) => card.key === key)
}

/** What a bank says to a number that is no test number. */
export const notATestCard: Refusal = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined: this page takes test numbers only. They are listed below.',
}

function paying(key: string, number: string, brand: string, more: Partial<TestCard> = {}): TestCard {
  return {
    key,
    number,
    brand,
    funding: 'credit',
    result: 'Paid',
    ...paysAlways,
    ...more,
  }
}

function refused(key: string, number: string, result: string, code: string, declineCode: string): TestCard {
  const message = messages[declineCode] ?? 'Your card was declined. Try another card.'
  const isBanks = code === 'card_declined'
  const refusal = { code, declineCode: isBanks ? declineCode : null, message }
  return paying(key, number, 'visa', { result, refusal, isRefusedAtOnce: true })
}
