/** How people speak of a billing cycle: its name, the length of one term, and how it repeats. */
export const cycles = {
  monthly: { name: 'Monthly', term: '1 month', every: 'every month' },
  yearly: { name: 'Yearly', term: '12 months', every: 'every year' },
  biennial: { name: 'Every 2 years', term: '24 months', every: 'every 2 years' },
  triennial: { name: 'Every 3 years', term: '36 months', every: 'every 3 years' },
}

/** What a plan holds, behind the amount. */
export const limits = {
  vcpu: 'vCPU',
  memoryGb: 'GB memory',
  storageGb: 'GB storage',
  trafficTb: 'TB traffic a month',
}

/** The same without an amount, for the rows of a table. */
export const limitRows = {
  vcpu: 'vCPU',
  memoryGb: 'Memory (GB)',
  storageGb: 'Storage (GB)',
  trafficTb: 'Traffic a month (TB)',
}

/** Each product family: its short name, and its own page. */
export const families = {
  hosting: {
    name: 'Web hosting',
    title: 'Web hosting plans and prices',
    heading: 'Web hosting for a site of your own',
    intro:
      'PHP hosting with a free address. You see what you pay today and what renewal costs before you give us anything.',
  },
  wordpress: {
    name: 'WordPress',
    title: 'WordPress hosting plans and prices',
    heading: 'WordPress, installed for you',
    intro: 'Pay, and find WordPress set up on a site that answers. You see today’s price and the renewal price first.',
  },
  email: {
    name: 'E-mail',
    title: 'E-mail plans and prices',
    heading: 'E-mail on your own domain',
    intro: 'Mailboxes for any mail program. You see today’s price and the renewal price first.',
  },
  vps: {
    name: 'VPS',
    title: 'VPS plans and prices',
    heading: 'A virtual server that is yours',
    intro: 'Full root access. You see today’s price and the renewal price first.',
  },
}
