/** Whether a text can be the code of a plan or a coupon at all; a database cannot even be asked about some others. */
export function isCode(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text)
}
