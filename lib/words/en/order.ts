/** The page that follows an order after its payment. */
export const order = {
  title: 'Your order',
  states: {
    awaiting_payment: {
      title: 'Waiting for your payment',
      meaning: (email: string) =>
        `We start as soon as the payment is confirmed, which takes some seconds with a card. This page then goes on by itself. You can close it: we write to ${email} when your site is live.`,
    },
    payment_delayed: {
      title: 'Your payment is on its way',
      meaning: (email: string) =>
        `Your order is complete, and there is nothing that you need to do. The way of paying that you chose goes through your bank, which can take some working days. We set your site up as soon as the bank confirms it, and write to ${email} when it is live. If the bank refuses it, we write to you as well, and this page says so. Please do not pay again in the meantime.`,
    },
    running: {
      title: 'We are setting up your site',
      meaning: (email: string) =>
        `Your payment has arrived. You can close this page: the work goes on, and we write to ${email}.`,
    },
    completed: {
      title: 'Your site is live',
      meaning: (_email: string) => 'It is set up, and it answered when we visited it.',
    },
    needs_person: {
      title: 'Your order needs one of us',
      meaning: (email: string) =>
        `Your payment has arrived, and you do not need to pay again. A step could not be finished by itself, so a person has to look at it. We write to ${email} when your site is live.`,
    },
    payment_failed: {
      title: 'The payment did not go through',
      meaning: (_email: string) =>
        'Your bank or card refused it, so nothing was charged or set up. You can order the same again and pay in another way.',
    },
    expired: {
      title: 'This payment page has expired',
      meaning: (_email: string) =>
        'No payment was made on it, so nothing was charged or set up. You can order the same again at any time.',
    },
  },
  /** Nothing is wrong with the order: it goes on by itself. */
  waits: {
    room: {
      title: 'Your site waits for room on a server',
      meaning: (email: string) =>
        `Your payment has arrived, and there is nothing that you need to do. All our servers are full at the moment. We know of it and are making room. Your order then goes on by itself, and we write to ${email} when your site is live.`,
    },
    server: {
      title: 'A server of ours does not answer',
      meaning: (email: string) =>
        `Your payment has arrived, and there is nothing that you need to do. The server for your site does not answer at the moment. We know of it and are bringing it back. Your order then goes on by itself, and we write to ${email} when your site is live.`,
    },
    payments: {
      title: 'We wait for our payment provider',
      meaning: (email: string) =>
        `Your payment has arrived, and there is nothing that you need to do. Our payment provider does not answer at the moment, and a step needs it. Your order then goes on by itself, and we write to ${email} when your site is live.`,
    },
    mail: {
      title: 'Your site is live; our mail is late',
      meaning: (email: string) =>
        `Your site is set up and answers. Our mail server does not answer at the moment: the mail to ${email} that says how you sign in follows by itself.`,
    },
  },
  unreachable: {
    title: 'Your site is live, but our mail did not arrive',
    meaning: (email: string) =>
      `Your site is set up and answers. Our mail to ${email} was refused, so one of us looks at it. You do not need to pay again.`,
  },
  lost: {
    title: 'The connection to us is lost',
    text: 'Your order goes on without it. This page follows again as soon as you are back online.',
  },
  number: 'Order number',
  plan: 'Plan',
  domain: 'Domain',
  announced: (stage: string, done: number, all: number) => `${stage}: ${done} of ${all} done.`,
  stages: {
    heading: 'Progress',
    paid: 'Payment received',
    account: 'Account created',
    knownAccount: 'Added to your account',
    confirmed: 'Order confirmed',
    placed: 'Server chosen',
    provisioned: 'Site set up',
    verified: 'Site answers',
    welcome: 'Welcome e-mail sent',
    orderMail: 'Order e-mail sent',
  },
  marks: {
    doneAt: 'done at',
    done: 'Done',
    toDo: 'To do',
    person: 'Needs a person',
    retrying: 'Trying again',
    working: 'Working',
  },
  next: {
    again: 'Order again',
    plans: 'See the plans',
    open: 'Open your site',
    signIn: 'Sign in',
    giveNumber: 'Whenever you ask us about it, give the order number below.',
    contact: 'Write to us',
    preview: (domain: string) => `Preview of ${domain}`,
    previewText: 'Your site at this moment.',
    noPreview: 'No preview right now.',
    ownDomain: 'Your domain',
    dns: (domain: string) =>
      `${domain} leads to your site as soon as its DNS records are set. After you have signed in, your service’s page shows which, and whether they arrive.`,
    howToSignIn: 'How you sign in',
    known: (email: string) =>
      `With ${email} and the password that you already have. Your new service is on the same account.`,
    fresh: (email: string) =>
      `With ${email} and the temporary password that we have just sent there. You choose your own at the first sign-in.`,
  },
  unknown: {
    title: 'We cannot find that order',
    text: 'This address belongs to no order that we know. If you have just paid, open the link in the message that we send to your e-mail address, or go back to this page from your browser’s history. You do not need to pay again.',
  },
}
