/** The pages of the panel on which a plan is changed. */
export const planChange = {
  title: 'Change the plan',
  titleOf: (name: string) => `Change the plan of ${name}`,
  confirmTitleOf: (name: string) => `Confirm the change of ${name}`,
  intro: (plan: string, every: string) =>
    `You have ${plan} now, paid ${every}. The next page shows what a change costs before anything happens.`,
  cycles: 'Billing cycles',
  notNow: 'That is not possible now',
  chooseFirst: 'Choose a plan first.',
  option: {
    current: 'Your plan now',
    planned: 'Planned',
    aMonth: (amount: string) => `about ${amount} a month`,
    atOnce: 'Starts at once.',
    later: 'Starts on {day}, when what you have paid for ends.',
    seePrice: 'See the price of the change',
    /** Follows it for whoever does not see the card. */
    to: (plan: string) => `to ${plan}`,
  },
  confirm: {
    intro: 'Nothing has changed yet. This is what the change would be.',
    planNow: 'Plan now',
    newPlan: 'New plan',
    price: (plan: string, price: string, every: string) => `${plan}, ${price} ${every}`,
    starts: 'Starts',
    atOnce: 'At once',
    includes: 'It then includes',
    today: 'You pay today',
    nextInvoice: 'Next invoice',
    nextInvoiceOn: '{amount} on {day}',
    credit: 'Your credit',
    back: 'Back, change nothing',
    plan: 'Plan the change',
    pay: (amount: string) => `Pay ${amount} and change`,
    now: 'Change now',
    pending: 'Changing the plan …',
    refused: 'The plan is not changed',
    explanations: {
      downgrade: (plan: string) =>
        `Until then you keep ${plan}, which you have paid for. You can take the change back until that day.`,
      credit:
        'What you have paid ahead is more than this change costs. The rest stays as your credit and pays your next invoices.',
      newTerm: (term: string) =>
        `A new term of ${term} begins today. What is left of the time that you have paid for is taken off its price, and so is any credit of yours.`,
      difference: (from: string, to: string) =>
        `This is the difference between ${to} and ${from} for the rest of the term that you have paid for, less any credit of yours. It holds for 30 minutes.`,
    },
    drops: (plan: string) => `The change to ${plan} that was planned does not happen then.`,
    smaller: (then: string, now: string) =>
      `It holds less than now: ${then} instead of ${now}. Make sure that your site fits by then.`,
    otherCard: {
      heading: 'Pay with another card?',
      text: 'It is charged to the card that pays for this service. Choose another one at Stripe first, if you like.',
    },
  },
}
