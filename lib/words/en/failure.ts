/** What stands in for a page that could not be made. It reaches every browser, so there is little of it. */
export const failure = {
  skip: 'Skip to the content',
  home: 'home',
  title: 'Something went wrong on our side',
  text: 'This page could not be shown. What you have ordered or paid is safe with us. Please try again in a moment.',
  again: 'Try again',
  quote: (number: string) => `If you write to us, quote the number ${number}.`,
}
