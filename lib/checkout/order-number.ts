/** What a person calls an order, e.g. `4F2A91C0`: the start of its row's id. */
export function orderNumber(checkoutSessionId: string): string {
  return checkoutSessionId.slice(0, 8).toUpperCase()
}
