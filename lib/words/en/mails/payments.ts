/** The mails about renewals: paid, not paid, and what follows. */
export const payments = {
  receipt: {
    subject: (number: string, amount: string) => `Receipt ${number}: ${amount} paid`,
    title: 'Thank you for your payment',
    preheader: (amount: string, service: string) => `${amount} for ${service}. Your invoice is here to keep.`,
    paid: (amount: string, service: string) =>
      `Your payment of ${amount} for ${service} has arrived. There is nothing that you have to do.`,
    number: 'Invoice number',
    paidOn: 'Paid on',
    period: 'For the time',
    periodOf: (start: string, end: string) => `${start} to ${end}`,
    subtotal: 'Subtotal',
    discount: 'Discount',
    tax: 'Tax',
    total: 'Total',
    fromCredit: 'Paid from your credit',
    paidNow: 'Paid',
    download: 'Download the invoice (PDF)',
    see: 'See the invoice',
    wrong: 'If an amount looks wrong to you, reply to this mail: we will check it with you.',
  },
  'payment-failed': {
    subject: (isReminder: boolean, plan: string, service: string) =>
      isReminder
        ? `Reminder: your payment for ${plan} (${service}) is open`
        : `Your payment for ${plan} (${service}) did not go through`,
    title: (isReminder: boolean): string =>
      isReminder ? 'Your payment is still open' : 'Your payment did not go through',
    preheader: (service: string, day: string | null) =>
      day ? `${service} stays online until ${day}. Here is how to pay.` : `Pay to bring ${service} back.`,
    first: (plan: string) =>
      `We tried to renew ${plan} with the card that you pay with, and the bank did not accept it. That happens, for example when a card has expired. Nothing was charged.`,
    reminder: (plan: string) =>
      `The renewal of ${plan} is still not paid. We tried the card that you pay with, and the bank did not accept it.`,
    consequence: (day: string | null) =>
      day
        ? `Your site is online and stays so until ${day}. If the payment has not arrived by then, the site goes offline; nothing of it is deleted.`
        : 'Your site is offline until the payment arrives; nothing of it is deleted.',
    onlineUntil: 'Online until',
    ways: 'You can use another card there. We will also try your card again by ourselves. If you have paid in the meantime, there is nothing more to do.',
  },
  'service-suspended': {
    subject: (service: string) => `${service} is offline until your payment arrives`,
    title: 'Your site is offline',
    preheader: 'Nothing is deleted. It comes back within seconds of your payment.',
    reason: (plan: string) =>
      `The renewal of ${plan} is still not paid, so we have taken your site offline. Nothing of it is deleted: your files are where you left them.`,
    ways: 'As soon as your payment arrives the site is online again, by itself and within seconds. You can pay with another card. If you need more time, reply to this mail and we will find a way.',
  },
  'service-restored': {
    subject: (service: string) => `${service} is online again`,
    title: 'Your site is online again',
    preheader: (service: string) => `Thank you, your payment arrived. ${service} is as it was.`,
    thanks: (plan: string, service: string) =>
      `Thank you, your payment for ${plan} arrived. ${service} is online again, just as it was before.`,
    next: 'The next renewal will use the card that you have just paid with, if you saved it. If something looks different from before, reply to this mail and we will look at it with you.',
  },
}
