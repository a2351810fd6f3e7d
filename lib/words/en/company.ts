/** The pages about the company: contact, status and the legal texts. */
export const company = {
  contact: {
    title: 'Contact',
    intro:
      'Write to the people who can help. If it is about an order, give its number: it stands in every mail about it.',
    departments: {
      sales: { name: 'Before you buy', text: 'Questions about plans, prices and what fits your site.' },
      billing: { name: 'Payments', text: 'Invoices, refunds, cancellations and cards that were declined.' },
      support: { name: 'Your site', text: 'Anything about a site that we host for you.' },
    },
    address: 'By post',
    status: 'Is something broken for everybody? Our status page says so.',
  },
  status: {
    title: 'Status',
    ok: 'The shop and the panel work',
    slow: 'New orders take longer than usual',
    down: 'The shop and the panel are not available',
    okText: 'Our database answers, and nothing waits for longer than a minute.',
    slowText: 'Work on orders is waiting. Orders that are paid are safe and go on by themselves.',
    downText:
      'We cannot reach our database. Orders that are paid are safe and go on by themselves as soon as it answers again. Sites that we host do not depend on it.',
    database: 'Database',
    answers: 'Answers',
    unreachable: 'Does not answer',
    waiting: 'Work that waits',
    waitingText: (count: number) => (count === 0 ? 'None' : `${count}`),
    oldest: 'Waiting the longest',
    seconds: (seconds: number) => `${seconds} s`,
    version: 'Version',
    checkedAt: 'Looked at',
    again: 'Look again',
  },
  terms: { title: 'Terms of service' },
  privacy: { title: 'Privacy' },
  version: (day: string) => `Version of ${day}`,
}
