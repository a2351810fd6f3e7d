/** The mails about another plan or billing cycle. */
export const plans = {
  'plan-changed': {
    subject: (service: string, plan: string) => `${service} has ${plan} now`,
    title: 'Your plan has changed',
    preheader: (service: string, plan: string, charged: string | null) =>
      `${service} has ${plan} now${charged ? `. Paid: ${charged}` : ''}.`,
    changed: (service: string) =>
      `The plan of ${service} has changed, and its new limits apply from now on. Your site stays as it is.`,
    now: 'Plan now',
    before: 'Plan before',
    planOfTerm: (plan: string, every: string) => `${plan}, paid ${every}`,
    charged: 'Paid for the change',
    credited: 'Your credit',
    aboutCredit: 'The credit is for the time that you had paid ahead. It pays your next invoices.',
    action: 'See the service and its invoices',
    wrong: 'If an amount looks wrong to you, reply to this mail: we will check it with you.',
  },
  'plan-change-scheduled': {
    subject: (service: string, plan: string) => `${service} will change to ${plan}`,
    title: 'Your plan will change',
    preheader: (service: string, plan: string, day: string) =>
      `${service} changes to ${plan} on ${day}. Nothing is charged until then.`,
    changes: (service: string, to: string, from: string, day: string) =>
      `On ${day} ${service} changes to ${to}. Until then you keep ${from}, which you have paid for, and nothing is charged.`,
    untilThen: 'Plan until then',
    fromThen: 'Plan from then on',
    changesOn: 'Changes on',
    newPrice: 'New price',
    firstOn: (price: string, every: string) => `${price} ${every}, first on that day`,
    undo: (day: string) => `Changed your mind, or was it not you? Until ${day} you can take the change back:`,
  },
  'plan-change-withdrawn': {
    subject: (service: string, plan: string) => `${service} keeps ${plan}`,
    title: 'Your plan stays as it is',
    preheader: (service: string, to: string) => `The change of ${service} to ${to} is taken back.`,
    keeps: (service: string, to: string, plan: string) =>
      `The change to ${to} that was planned for ${service} is taken back. It keeps ${plan}, and nothing was charged.`,
  },
}
