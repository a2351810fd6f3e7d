/** The mails about a new order. */
export const orders = {
  facts: {
    nextPayment: (price: string, term: string, day: string | null) =>
      day ? `${price} on ${day}` : `${price}, in ${term}`,
    plusTax: (price: string) => `${price} plus tax`,
    planOfTerm: (plan: string, term: string) => `${plan}, ${term}`,
    lostDomain: (wanted: string, domain: string) =>
      `You asked for ${wanted}. While you paid, it was taken up by another account here, so your site runs at ${domain}. If ${wanted} is yours, a DNS record proves it, and it is connected to your site.`,
    dnsRecords: (domain: string) =>
      `${domain} leads to your site as soon as its DNS records are set. Here is which, and whether they are:`,
  },
  welcome: {
    subject: (shop: string) => `Your ${shop} site is live: how to sign in`,
    title: 'Your site is live',
    preheader: (plan: string) => `${plan} is paid and running. Here is how to sign in.`,
    thanks: (plan: string) =>
      `Thank you. Your payment arrived and ${plan} is running: your site already answers at the address below.`,
    signIn: 'Sign in',
    temporaryPassword: 'Temporary password',
    firstTime:
      'This password is only for the first time. When you sign in with it, we ask you to choose your own before anything else.',
    ownPassword: (email: string) => `Your account is ${email}. Sign in with the password that you chose.`,
    first: 'What to do first',
    openSite: '1. Open your site and see that it is there.',
    choosePassword: '2. Sign in and choose a password that only you know.',
    justSignIn: '2. Sign in.',
    dashboard: '3. Look at your dashboard. It lists everything that you have with us: ',
    renewal:
      'The plan renews by itself with the card that you paid with. If you do not want that, cancel it in your dashboard: it then runs until the end of what is paid, and nothing more is charged.',
    safety:
      'We will never ask you for your password, by mail or by phone. If you did not order this, reply to this mail and we will put it right.',
  },
  'order-confirmation': {
    subject: (order: string, plan: string) => `Order ${order}: ${plan} is paid and running`,
    title: (plan: string) => `${plan} is paid and running`,
    preheader: (paid: string, order: string) => `Paid today: ${paid}. Order ${order}.`,
    thanks:
      'Thank you for your order. Your payment arrived and your site is live. It is in the account that you already have, and your password is unchanged.',
    renewal:
      'The plan renews by itself with the card that you paid with today. If you do not want that, cancel it in your dashboard: it then runs until the end of what is paid, and nothing more is charged. If an amount looks wrong to you, reply to this mail: we will check it with you.',
  },
  'payment-pending': {
    subject: (order: string) => `Order ${order}: we wait for your bank`,
    title: 'We wait for your bank',
    preheader: 'Your order is placed. There is nothing that you have to do.',
    placed: (plan: string) =>
      `Your order of ${plan} is placed. You chose a way to pay that takes some days: your bank has been asked for the amount below, and it has not arrived yet.`,
    next: 'There is nothing that you have to do. As soon as the payment arrives we set up your site, and write to you with all that you need to sign in. If it does not arrive, we write to you as well.',
  },
  'order-payment-failed': {
    subject: (order: string) => `Order ${order}: your payment did not arrive`,
    title: 'Your payment did not arrive',
    preheader: 'Nothing was charged. Here is how to order again.',
    failed: (plan: string) =>
      `Your bank did not carry out the payment for ${plan}. Nothing was charged and nothing was set up, and this order is closed.`,
    why: 'The usual reasons are an account without enough money in it, a mistake in its number, or a bank that does not allow debits. Your bank can tell you which it was.',
    again:
      'You can order again whenever you like. A card is the quickest way to pay: your site is then there within a minute.',
    action: 'Order again',
  },
}
