/** The top and the bottom of every page, and what stands in for a page that cannot be shown. */
export const frame = {
  skip: 'Skip to the content',
  home: 'home',
  mainMenu: 'Main',
  footerMenu: 'Footer',
  languages: 'Language',
  currencies: 'Currency',
  plans: 'Plans',
  questions: 'Questions',
  signIn: 'Sign in',
  terms: 'Terms',
  privacy: 'Privacy',
  contact: 'Contact',
  status: 'Status',
  unavailable: {
    title: 'This page cannot be shown right now',
    text: 'We cannot reach our database at the moment. What you have ordered or paid is safe with us, and sites that we host are not affected. Please load this page again in a minute.',
    again: 'Try again',
  },
  missing: {
    title: 'There is no page here',
    text: 'The address may be mistyped, or what it showed is not for sale any more.',
    plans: 'See the plans',
  },
}
