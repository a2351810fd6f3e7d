import { brand } from '@/lib/brand'

/** The start page and the pages of the product families. */
export const storefront = {
  title: 'Web hosting that runs seconds after you pay',
  intro:
    'Choose a plan, pay, and watch your site being set up. You see what you pay today and what renewal costs before you give us anything.',
  noPlans: 'No plan is for sale at the moment.',
  families: 'What else we host',
  familyLink: (name: string) => `See ${name} plans`,
  chooser: {
    tax: {
      added: 'Prices are without tax, which is added on the payment page where it applies.',
      included: 'Prices include tax where it applies.',
    },
    heading: 'Plans',
    cycle: 'How often do you want to pay?',
    showPrices: 'Show these prices',
    saveUpTo: (percent: number) => `Save up to ${percent} %`,
    shortest: 'Shortest term',
    choose: (plan: string) => `Choose ${plan}`,
  },
  card: {
    about: 'about',
    aMonth: 'a month',
    notSold: (plan: string) => `${plan} is not sold for this term. Choose another one above.`,
    today: 'You pay today',
    forTerm: (term: string) => `for ${term}`,
    renewal: 'Renewal',
    saving: 'Saving',
    against: 'against monthly',
    noSaving: 'None',
  },
  comparison: {
    heading: 'Compare the plans',
    caption: 'What each plan costs and holds',
    plan: 'Plan',
    perMonth: (amount: string) => `${amount} a month`,
    inTotal: (amount: string) => `${amount} in total`,
    saves: (amount: string) => `saves ${amount}`,
    notSold: 'Not sold',
    yes: 'Included',
    no: 'Not included',
  },
  how: {
    heading: 'How it works',
    steps: [
      {
        title: 'Choose',
        text: 'A plan, and how often you want to pay. Your name and e-mail address are all that we need.',
      },
      { title: 'Pay', text: 'With Stripe, where you see the total once more. Your card number never reaches us.' },
      {
        title: 'Watch it go live',
        text: 'A page follows your order step by step and ends with the link to your site. Your sign-in comes by e-mail.',
      },
    ],
    picture: 'An example of what you watch after paying.',
    done: 'Done',
    working: 'Working',
    toDo: 'To do',
  },
  moneyBack: {
    heading: (days: number) => `${days} days to change your mind`,
    text: (days: number) =>
      `Write to us within ${days} days of your first payment and we refund it in full. Give the order number; a reason is not needed. Renewals are not part of this, and you can cancel them at any time before they are due.`,
    link: 'How to reach billing',
  },
  questions: {
    heading: 'Questions and answers',
    answers: [
      {
        question: 'What happens after I have paid?',
        answer:
          'We start on your order at once: your account, a place on a server, your site, and a visit to it to see that it answers. The page that you land on shows each of these as it happens and ends with the link to your site.',
      },
      {
        question: 'What does renewal cost?',
        answer:
          'The price of the term that you chose, as it stands on the plan before you pay. A coupon lowers the first payment only.',
      },
      {
        question: 'Do I need a domain?',
        answer: `No. Every site gets a free address under ${brand.sitesDomain}. If you already own a domain, enter it at checkout.`,
      },
      { question: 'Which PHP version do sites run?', answer: 'PHP 8.2.' },
      {
        question: 'Can I pay in another currency?',
        answer:
          'Yes. Choose it above the plans. The order, its invoices and every renewal stay in the currency that you paid in.',
      },
      {
        question: 'I have a coupon. Where does it go?',
        answer: 'Into the coupon field at checkout. You see the new total before you go on to pay.',
      },
      {
        question: 'How do I sign in?',
        answer:
          'We send a temporary password to the e-mail address of your order. You choose your own at the first sign-in.',
      },
      {
        question: 'I already have an account. Can I order again?',
        answer:
          'Yes. Order with the same e-mail address: the new service joins your account, and your password stays as it is.',
      },
    ],
  },
}
