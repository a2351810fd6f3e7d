/** The one mail about an order that was not paid, and how it is stopped. */
export const reminder = {
  subject: (planName: string) => `Your ${planName} order is not finished`,
  title: (planName: string) => `Your ${planName} order is waiting`,
  preheader: 'Nothing was charged. Your form is as you left it.',
  hello: (name: string) => `Hello ${name},`,
  text: (planName: string, term: string) =>
    `You began to order ${planName} for ${term} and did not pay. Nothing was charged, and nothing will be. You asked us to remind you once.`,
  action: 'Go on with your order',
  until: (day: string) =>
    `The link opens your form as you left it, on any device, until ${day}. The price that you pay is the one that it shows. Do not pass it on: it shows what you typed.`,
  once: 'If you have changed your mind, there is nothing to do: we will not write about this order again.',
  stop: 'If you never want such a reminder, even if somebody asks for one in our form:',
  stopLink: 'stop all reminders',
  signOff: 'Glad to see you back,',
  question: (department: string) => `A question? Reply to this mail. It reaches ${department}.`,
  page: {
    title: 'Stop reminders?',
    text: 'We will then send no reminder of an unfinished order to your e-mail address any more, even if somebody asks for one. Mails about orders, payments and your account still arrive.',
    button: 'Stop all reminders',
    doneTitle: 'We will not remind you again',
    doneText: 'Your e-mail address gets no reminder of an unfinished order any more.',
    unknownTitle: 'This link is not complete',
    unknownText: 'Open it again from the mail, in full. Or write to us, and we will take your address off.',
  },
}
