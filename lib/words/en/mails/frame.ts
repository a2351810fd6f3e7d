/** What all mails share: greeting, signature, and the labels of their facts. */
export const frame = {
  hello: (name: string) => `Hello ${name},`,
  question: (sender: string) => `A question? Reply to this mail. It reaches ${sender}.`,
  labels: {
    service: 'Service',
    plan: 'Plan',
    site: 'Your site',
    domain: 'Domain',
    email: 'E-mail',
    orderNumber: 'Order number',
    paidToday: 'Paid today',
    ofWhichTax: 'Of which tax',
    toPay: 'To pay',
    price: 'Price',
    nextPayment: 'Next payment',
    keptUntil: 'Data kept until',
    runsUntil: 'Runs until',
    amount: 'Amount',
  },
  actions: {
    openService: 'Open the service',
    openSite: 'Open your site',
    openDashboard: 'Open your dashboard',
    signIn: 'Sign in',
    pay: (amount: string | null) => (amount ? `Pay ${amount}` : 'Pay now'),
  },
  priceOfTerm: (price: string, every: string) => `${price} ${every}`,
}
