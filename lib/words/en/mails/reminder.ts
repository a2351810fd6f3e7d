/** The one mail about an order that was not paid. */
export const reminder = {
  subject: (planName: string) => `Your ${planName} order is not finished`,
  title: (planName: string) => `Your ${planName} order is waiting`,
  preheader: 'Nothing was charged. Your form is as you left it.',
  text: (planName: string, term: string) =>
    `You began to order ${planName} for ${term} and did not pay. Nothing was charged, and nothing will be. You asked us to remind you once.`,
  action: 'Go on with your order',
  until: (day: string) =>
    `The link opens your form as you left it, on any device, until ${day}. The price that you pay is the one that it shows. Do not pass it on: it shows what you typed.`,
  once: 'If you have changed your mind, there is nothing to do: we will not write about this order again.',
  stop: 'If you never want such a reminder, even if somebody asks for one in our form:',
  stopLink: 'stop all reminders',
}
