import type { billingCycle, ProductLimits, ProductTranslations, productType } from '../schema/catalog'

type Cycle = (typeof billingCycle.enumValues)[number]

export type CatalogueEntry = {
  code: string
  name: string
  type: (typeof productType.enumValues)[number]
  summary: string
  /** Minor units for one whole term, by currency. */
  prices: Record<string, Partial<Record<Cycle, number>>>
  limits: ProductLimits
  features: string[]
  translations: ProductTranslations
  forSale: boolean
}

type Terms = CatalogueEntry['prices'][string]

function terms(monthly: number, yearly: number, biennial?: number, triennial?: number): Terms {
  return { monthly, yearly, biennial, triennial }
}

/** The same from what one month of each term costs, e.g. 639 for 6.39 a month. */
function months(monthly: number, yearly: number, biennial?: number, triennial?: number): Terms {
  return terms(monthly, 12 * yearly, biennial && 24 * biennial, triennial && 36 * triennial)
}

/** The plans on the shelf, in the order in which they are shown. */
export const catalogue: CatalogueEntry[] = [
  {
    code: 'starter',
    name: 'Starter',
    type: 'hosting',
    summary: 'For a first site.',
    prices: {
      usd: terms(799, 8148, 14376, 17964),
      eur: months(749, 639, 559, 469),
      gbp: months(649, 549, 479, 399),
    },
    limits: { sites: 1, storageGb: 10, databases: 1, mailboxes: 1 },
    features: ['PHP 8.2', 'Free subdomain', 'Works with a domain you own'],
    translations: {
      es: {
        summary: 'Para una primera web.',
        features: ['PHP 8.2', 'Subdominio gratuito', 'Funciona con un dominio propio'],
      },
    },
    forSale: true,
  },
  {
    code: 'premium',
    name: 'Premium',
    type: 'hosting',
    summary: 'More room for a site that grows.',
    prices: {
      usd: terms(1299, 13188, 23976, 32364),
      eur: months(1199, 1019, 929, 829),
      gbp: months(1049, 889, 799, 719),
    },
    limits: { sites: 10, storageGb: 50, databases: 10, mailboxes: 10 },
    features: ['PHP 8.2', 'Free subdomain', 'Works with a domain you own'],
    translations: {
      es: {
        summary: 'Más espacio para una web que crece.',
        features: ['PHP 8.2', 'Subdominio gratuito', 'Funciona con un dominio propio'],
      },
    },
    forSale: true,
  },
  {
    code: 'business',
    name: 'Business',
    type: 'hosting',
    summary: "The most room, for a company's site.",
    prices: {
      usd: terms(1999, 20388, 35976, 46764),
      eur: months(1849, 1569, 1379, 1199),
      gbp: months(1599, 1359, 1199, 1039),
    },
    limits: { sites: 50, storageGb: 200, databases: 50, mailboxes: 50 },
    features: ['PHP 8.2', 'Free subdomain', 'Works with a domain you own'],
    translations: {
      es: {
        summary: 'El mayor espacio, para la web de una empresa.',
        features: ['PHP 8.2', 'Subdominio gratuito', 'Funciona con un dominio propio'],
      },
    },
    forSale: true,
  },
  {
    code: 'wp-starter',
    name: 'WordPress Starter',
    type: 'wordpress',
    summary: 'WordPress, installed and ready to write in.',
    prices: {
      usd: terms(999, 10188, 17976, 25164),
      eur: months(929, 789, 699, 649),
      gbp: months(799, 679, 599, 559),
    },
    limits: { sites: 1, storageGb: 20, databases: 1, mailboxes: 1 },
    features: ['WordPress installed', 'PHP 8.2', 'Free subdomain'],
    translations: {
      es: {
        summary: 'WordPress instalado y listo para escribir.',
        features: ['WordPress instalado', 'PHP 8.2', 'Subdominio gratuito'],
      },
    },
    forSale: false,
  },
  {
    code: 'wp-business',
    name: 'WordPress Business',
    type: 'wordpress',
    summary: 'Several WordPress sites with room to grow.',
    prices: {
      usd: terms(2499, 25188, 44976, 60444),
      eur: months(2299, 1929, 1729, 1549),
      gbp: months(1999, 1679, 1499, 1349),
    },
    limits: { sites: 10, storageGb: 100, databases: 10, mailboxes: 10 },
    features: ['WordPress installed', 'PHP 8.2', 'Free subdomain'],
    translations: {
      es: {
        summary: 'Varias webs de WordPress con espacio para crecer.',
        features: ['WordPress instalado', 'PHP 8.2', 'Subdominio gratuito'],
      },
    },
    forSale: false,
  },
  {
    code: 'email-starter',
    name: 'Email Starter',
    type: 'email',
    summary: 'A mailbox on your own domain.',
    prices: {
      usd: terms(199, 1908),
      eur: months(189, 149),
      gbp: months(159, 129),
    },
    limits: { mailboxes: 1, storageGb: 10 },
    features: ['IMAP and SMTP', 'Your own domain'],
    translations: { es: { summary: 'Un buzón en tu propio dominio.', features: ['IMAP y SMTP', 'Tu propio dominio'] } },
    forSale: false,
  },
  {
    code: 'email-business',
    name: 'Email Business',
    type: 'email',
    summary: 'Mailboxes for a team.',
    prices: {
      usd: terms(499, 4788),
      eur: months(459, 369),
      gbp: months(399, 319),
    },
    limits: { mailboxes: 10, storageGb: 50 },
    features: ['IMAP and SMTP', 'Your own domain'],
    translations: { es: { summary: 'Buzones para un equipo.', features: ['IMAP y SMTP', 'Tu propio dominio'] } },
    forSale: false,
  },
  {
    code: 'vps-1',
    name: 'VPS 1',
    type: 'vps',
    summary: 'A small machine of your own.',
    prices: {
      usd: terms(1299, 13188),
      eur: months(1199, 1019),
      gbp: months(1049, 889),
    },
    limits: { vcpu: 1, memoryGb: 2, storageGb: 40, trafficTb: 2 },
    features: ['Full root access', 'SSH keys'],
    translations: { es: { summary: 'Una pequeña máquina para ti.', features: ['Acceso root completo', 'Claves SSH'] } },
    forSale: false,
  },
  {
    code: 'vps-2',
    name: 'VPS 2',
    type: 'vps',
    summary: 'Two cores for a busy application.',
    prices: {
      usd: terms(2599, 26388),
      eur: months(2399, 2029),
      gbp: months(2079, 1759),
    },
    limits: { vcpu: 2, memoryGb: 4, storageGb: 80, trafficTb: 4 },
    features: ['Full root access', 'SSH keys'],
    translations: {
      es: {
        summary: 'Dos núcleos para una aplicación con mucho uso.',
        features: ['Acceso root completo', 'Claves SSH'],
      },
    },
    forSale: false,
  },
  {
    code: 'vps-4',
    name: 'VPS 4',
    type: 'vps',
    summary: 'Four cores and the memory to use them.',
    prices: {
      usd: terms(4999, 50388),
      eur: months(4599, 3869),
      gbp: months(3999, 3359),
    },
    limits: { vcpu: 4, memoryGb: 8, storageGb: 160, trafficTb: 8 },
    features: ['Full root access', 'SSH keys'],
    translations: {
      es: {
        summary: 'Cuatro núcleos y la memoria para aprovecharlos.',
        features: ['Acceso root completo', 'Claves SSH'],
      },
    },
    forSale: false,
  },
]
