export type DebitFailure = 'account_closed' | 'insufficient_funds'
export type TestAccount = { key: string; number: string; result: string; failure: DebitFailure | null }

export const testRoutingNumber = '110000000'

/** Stripe's own: https://docs.stripe.com/testing */
export const testAccounts: TestAccount[] = [
  { key: 'success', number: '000123456789', result: 'Paid some seconds later', failure: null },
  {
    key: 'accountClosed',
    number: '000111111113',
    result: 'Fails some seconds later: account closed',
    failure: 'account_closed',
  },
  {
    key: 'insufficientFunds',
    number: '000222222227',
    result: 'Fails some seconds later: insufficient funds',
    failure: 'insufficient_funds',
  },
]

/** SEPA accounts by their IBAN; both settle later. */
export const testIbans: { iban: string; failure: DebitFailure | null }[] = [
  { iban: 'AT611904300234573201', failure: null },
  { iban: 'DE89370400440532013000', failure: null },
  { iban: 'AT321904300235473204', failure: null },
  { iban: 'AT861904300235473202', failure: 'account_closed' },
  { iban: 'DE62370400440532013001', failure: 'account_closed' },
  { iban: 'AT981904300000343434', failure: 'insufficient_funds' },
  { iban: 'IT60X0542811101000000123456', failure: 'insufficient_funds' },
]
