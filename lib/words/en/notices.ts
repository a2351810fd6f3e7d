/** What a customer must know about a service before anything else. `{day}` stands for a date. */
export const notices = {
  due: {
    title: (amount: string) => `${amount} is due`,
    failed: 'The last payment did not go through.',
    offline:
      'Your site is offline until it is paid, and comes back within seconds of your payment. Nothing is deleted.',
    onlineUntil: 'Your site stays online until {day}. Pay with any card, and everything goes on as before.',
    pay: (amount: string) => `Pay ${amount}`,
  },
  held: {
    title: 'We have taken your site offline',
    text: (reason: string) =>
      `Our reason: ${reason} Nothing of it is deleted. Reply to our mail about it, and we will sort it out.`,
  },
  paused: {
    title: 'This service is paused',
    text: 'Your site is offline, and nothing of it is deleted. Reply to any of our mails to go on.',
  },
  disputed: {
    title: 'A payment of yours is disputed',
    text: 'Your bank asked for a payment back, so this service does not renew.',
    runsUntil: 'It runs until {day}.',
    next: 'If that is a misunderstanding, reply to any of our mails, and we will sort it out.',
  },
  ending: {
    title: 'This service ends on {day}',
    runs: 'It runs until then.',
    nothingMore: 'Nothing more is charged.',
    staysDue: 'It does not renew. What is due above can be paid until then; after that we do not ask for it.',
    dataUntil: 'We keep its data until {day}.',
    ifKept: 'If you keep it, it renews on {day} for {amount}.',
    keep: 'Keep the service',
    pending: 'Keeping it …',
    refused: 'The cancellation is not undone',
  },
  waiting: {
    title: 'Your plan changes to {plan} on {day}',
    price: (price: string, every: string) => `From then on it costs ${price} ${every}.`,
    until: (plan: string) => `Until then you keep ${plan}, and nothing is charged.`,
    withdraw: 'Take the change back',
    pending: 'Taking it back …',
    refused: 'The change is not taken back',
  },
  settingUp: {
    title: 'Your site is being set up',
    text: 'That usually takes a few seconds. Reload this page to see it.',
  },
  ended: {
    title: 'This service has ended',
    titleOn: 'This service ended on {day}',
    text: 'It is not charged any more.',
    dataUntil:
      'We keep its data until {day}. If you want your site back, or a copy of it, reply to any of our mails before that day.',
    dataDeleted: 'Its data was deleted on {day}.',
    orderAgain: (plan: string) => `Order ${plan} again`,
  },
  /** What was just done on one of the service's pages. */
  done: {
    cancelled: {
      title: 'Your service is cancelled',
      text: 'We have sent you a mail with the day on which it ends.',
    },
    kept: { title: 'Your service goes on', text: 'The cancellation is undone. We have sent you a mail about it.' },
    changed: {
      title: 'Your plan has changed',
      text: 'The new limits apply now. We have sent you a mail with the amounts.',
    },
    planned: {
      title: 'Your change is planned',
      text: 'Until its day everything stays as it is. We have sent you a mail about it.',
    },
    withdrawn: {
      title: 'Your plan stays as it is',
      text: 'The planned change is taken back. We have sent you a mail about it.',
    },
  },
}
