/** From the form to the payment page. */
export const checkout = {
  title: 'Checkout',
  form: {
    name: 'Your name',
    email: 'E-mail address',
    emailHint: 'Your order and how you sign in go to this address.',
    domain: 'A domain you already own',
    domainHint: (freeAddress: string) =>
      `Your choice: enter one, for example example.com. Or leave this empty: your site then runs at a free address of ours, such as ${freeAddress}.`,
    coupon: 'Coupon',
    apply: 'Apply',
    applyWhat: 'coupon',
    optional: '(optional)',
    reminder: 'Remind me once by e-mail if I do not finish',
    reminderHint: 'One mail, a few hours later, and only if the order is not paid by then.',
    /** Of a field that nobody sees. */
    trap: 'Leave this empty',
    submit: 'Continue to payment',
    pending: 'Opening the payment page…',
    checkEntries: 'Please check your entries',
    badEmail: 'Enter an e-mail address such as name@example.com.',
  },
  summary: {
    label: 'Your order',
    change: 'Change plan or term',
    forTerm: (term: string) => `For ${term}`,
    coupon: (code: string) => `Coupon ${code}`,
    today: 'You pay today',
    tax: {
      name: 'Tax',
      added: 'added on the payment page, where you see it before you pay.',
      included: 'included in these prices, where it applies.',
    },
    renewal: 'Renewal',
    renewalTerms: (price: string, every: string, date: string) => `${price} ${every}, next on ${date}`,
    note: 'Stripe takes the payment on the next page. Nothing is charged before you confirm it there.',
  },
  /** Beside the button: `<before><link><after><privacyBefore><privacyLink>.` */
  consent: {
    before: 'By continuing you accept the ',
    link: 'terms of service',
    after: (day: string) => ` (version of ${day}). `,
    privacyBefore: 'What we do with your data stands in the ',
    privacyLink: 'privacy notice',
    newTab: 'opens in a new tab',
  },
  canceled: {
    title: 'You left the payment page, and nothing was charged.',
    kept: 'What you entered is still here. Go on whenever you like.',
  },
  resumed: {
    title: 'Here is your order as you left it. Nothing was charged.',
    kept: 'Check it, and go on whenever you like.',
    expired: {
      title: 'This link to your order has expired',
      text: 'Nothing was charged. Choose the plan again; what you typed at the time is not shown any more.',
    },
  },
  unknownPlan: {
    title: 'We do not sell that plan',
    text: 'The link that brought you here names a plan that is not on sale. Nothing was ordered or charged.',
  },
  unknownTerm: {
    title: 'That plan is not sold for this term',
    text: 'Choose the plan again together with how often you want to pay. Nothing was ordered or charged.',
  },
  seePlans: 'See the plans',
  refused: {
    title: 'The payment page could not be opened',
    unexpected: 'Something went wrong on our side. Nothing was charged. Please try again.',
    chooseAgain: 'Choose the plan again.',
    termsTitle: 'Please read our new terms',
    dearerTitle: 'Please check the new total',
    dearer: (today: string) => `You pay ${today} today without a coupon. Continue if that is right.`,
    /** In place of the sentence that a refusal comes with, by the field it is about; the sentences are English. */
    fields: {} as Partial<Record<string, string>>,
    /** The same by the refusal's code, for one that is about no field. */
    codes: {} as Partial<Record<string, string>>,
  },
  pay: {
    title: 'Payment',
    back: 'Back without paying',
    withCoupon: (code: string) => `, with coupon ${code}`,
    opening: 'Opening Stripe’s payment form…',
    notLoaded: 'Stripe’s payment form could not be loaded',
    notLoadedText:
      'Nothing was charged. Check your connection, and whether something in your browser blocks js.stripe.com, then try again.',
    again: 'Try again',
    unknown: 'We cannot find that payment page',
    unknownText:
      'This address belongs to no order that we know. If you have just paid, you do not need to pay again: we write to your e-mail address.',
    closed: 'This payment page is closed',
    closedText:
      'It has expired or was replaced by a newer one. Nothing was charged on it. You can order again at any time.',
    orderAgain: 'Order again',
    notNow: 'The payment page cannot be shown right now',
    notNowText: (why: string) => `${why} Nothing is charged before you confirm the payment there.`,
    needsScript: 'Paying on this page needs JavaScript',
    needsScriptText:
      'Turn it on and load this page again. Or go back to the form and continue from there: without JavaScript you pay on Stripe’s own page instead.',
    backToForm: 'Back to the form',
  },
}
