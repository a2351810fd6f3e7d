/** Everything that makes this shop yours. Change it here and the pages, mails and site names follow. */
export const brand = {
  name: 'MigraHosting',
  tagline: 'Hosting that is running before you put your card away.',
  /** Each service gets a name under this domain. */
  sitesDomain: 'migrahosting.com',
  /** Sender of each kind of mail; the addresses are `<key>@` the domain of EMAIL_FROM. */
  departments: {
    sales: { name: 'MigraHosting Sales', signOff: 'Glad to have you with us,' },
    billing: { name: 'MigraHosting Billing', signOff: 'Thank you,' },
    support: { name: 'MigraHosting Support', signOff: 'We are here if you need us,' },
  },
} as const

export type Department = keyof typeof brand.departments
