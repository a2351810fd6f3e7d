/** Everything that makes this shop yours. Change it here and the pages, mails and site names follow. */
export const brand = {
  name: 'MigraHosting',
  tagline: {
    en: 'Hosting that is running before you put your card away.',
    es: 'Un hosting que ya funciona antes de que guardes la tarjeta.',
  },
  /** The mark: a path in a square of 24 by 24. Header, icons and social images draw it. */
  logo: 'M2.5 20 8.6 4h4.1L6.6 20H2.5Zm8.8 0L17.4 4h4.1l-6.1 16h-4.1Z',
  /** The one accent of the pages in each scheme; `on` is what stands on it, `image` is for icons and social images. */
  accent: {
    light: {
      base: 'oklch(0.455 0.1 163)',
      hover: 'oklch(0.385 0.085 164)',
      on: 'oklch(1 0 0)',
      soft: 'oklch(0.953 0.026 160)',
    },
    dark: {
      base: 'oklch(0.82 0.135 162)',
      hover: 'oklch(0.88 0.12 160)',
      on: 'oklch(0.2 0.035 168)',
      soft: 'oklch(0.285 0.042 166)',
    },
    image: { base: '#0c6b4a', bright: '#5fe0ab' },
  },
  /** Days after the first payment in which it is refunded on request; 0 promises nothing. The terms in content/ say the same. */
  moneyBackDays: 30,
  /** Lines of the company's address by post, for the contact page; none are shown as long as there are none. */
  postalAddress: [] as string[],
  /** Each service gets a name under this domain. */
  sitesDomain: 'migrahosting.com',
  /** Sender of each kind of mail; the addresses are `<key>@` the domain of EMAIL_FROM. */
  departments: {
    sales: {
      name: { en: 'MigraHosting Sales', es: 'MigraHosting Ventas' },
      signOff: { en: 'Glad to have you with us,', es: 'Nos alegra tenerte con nosotros,' },
    },
    billing: {
      name: { en: 'MigraHosting Billing', es: 'MigraHosting Facturación' },
      signOff: { en: 'Thank you,', es: 'Gracias,' },
    },
    support: {
      name: { en: 'MigraHosting Support', es: 'MigraHosting Soporte' },
      signOff: { en: 'We are here if you need us,', es: 'Aquí estamos si nos necesitas,' },
    },
  },
} as const

export type Department = keyof typeof brand.departments
