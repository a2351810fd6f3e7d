/** Whether a text can be the id of a checkout session of Stripe; it comes from an address that anyone can type. */
export function isSessionId(text: string): boolean {
  return /^cs_\w{1,250}$/.test(text)
}
