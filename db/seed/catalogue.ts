import type { billingCycle, ProductLimits, productType } from '../schema/catalog'

type Cycle = (typeof billingCycle.enumValues)[number]

export type CatalogueEntry = {
  code: string
  name: string
  type: (typeof productType.enumValues)[number]
  summary: string
  /** US cents for one whole term. */
  prices: Partial<Record<Cycle, number>>
  limits: ProductLimits
  features: string[]
  forSale: boolean
}

function terms(monthly: number, yearly: number, biennial?: number, triennial?: number): CatalogueEntry['prices'] {
  return { monthly, yearly, biennial, triennial }
}

/** The plans on the shelf, in the order in which they are shown. */
export const catalogue: CatalogueEntry[] = [
  {
    code: 'starter',
    name: 'Starter',
    type: 'hosting',
    summary: 'For a first site.',
    prices: terms(799, 8148, 14376, 17964),
    limits: { sites: 1, storageGb: 10, databases: 1, mailboxes: 1 },
    features: ['PHP 8.2', 'Free subdomain', 'Works with a domain you own'],
    forSale: true,
  },
  {
    code: 'premium',
    name: 'Premium',
    type: 'hosting',
    summary: 'More room for a site that grows.',
    prices: terms(1299, 13188, 23976, 32364),
    limits: { sites: 10, storageGb: 50, databases: 10, mailboxes: 10 },
    features: ['PHP 8.2', 'Free subdomain', 'Works with a domain you own'],
    forSale: true,
  },
  {
    code: 'business',
    name: 'Business',
    type: 'hosting',
    summary: "The most room, for a company's site.",
    prices: terms(1999, 20388, 35976, 46764),
    limits: { sites: 50, storageGb: 200, databases: 50, mailboxes: 50 },
    features: ['PHP 8.2', 'Free subdomain', 'Works with a domain you own'],
    forSale: true,
  },
  {
    code: 'wp-starter',
    name: 'WordPress Starter',
    type: 'wordpress',
    summary: 'WordPress, installed and ready to write in.',
    prices: terms(999, 10188, 17976, 25164),
    limits: { sites: 1, storageGb: 20, databases: 1, mailboxes: 1 },
    features: ['WordPress installed', 'PHP 8.2', 'Free subdomain'],
    forSale: false,
  },
  {
    code: 'wp-business',
    name: 'WordPress Business',
    type: 'wordpress',
    summary: 'Several WordPress sites with room to grow.',
    prices: terms(2499, 25188, 44976, 60444),
    limits: { sites: 10, storageGb: 100, databases: 10, mailboxes: 10 },
    features: ['WordPress installed', 'PHP 8.2', 'Free subdomain'],
    forSale: false,
  },
  {
    code: 'email-starter',
    name: 'Email Starter',
    type: 'email',
    summary: 'A mailbox on your own domain.',
    prices: terms(199, 1908),
    limits: { mailboxes: 1, storageGb: 10 },
    features: ['IMAP and SMTP', 'Your own domain'],
    forSale: false,
  },
  {
    code: 'email-business',
    name: 'Email Business',
    type: 'email',
    summary: 'Mailboxes for a team.',
    prices: terms(499, 4788),
    limits: { mailboxes: 10, storageGb: 50 },
    features: ['IMAP and SMTP', 'Your own domain'],
    forSale: false,
  },
  {
    code: 'vps-1',
    name: 'VPS 1',
    type: 'vps',
    summary: 'A small machine of your own.',
    prices: terms(1299, 13188),
    limits: { vcpu: 1, memoryGb: 2, storageGb: 40, trafficTb: 2 },
    features: ['Full root access', 'SSH keys'],
    forSale: false,
  },
  {
    code: 'vps-2',
    name: 'VPS 2',
    type: 'vps',
    summary: 'Two cores for a busy application.',
    prices: terms(2599, 26388),
    limits: { vcpu: 2, memoryGb: 4, storageGb: 80, trafficTb: 4 },
    features: ['Full root access', 'SSH keys'],
    forSale: false,
  },
  {
    code: 'vps-4',
    name: 'VPS 4',
    type: 'vps',
    summary: 'Four cores and the memory to use them.',
    prices: terms(4999, 50388),
    limits: { vcpu: 4, memoryGb: 8, storageGb: 160, trafficTb: 8 },
    features: ['Full root access', 'SSH keys'],
    forSale: false,
  },
]
