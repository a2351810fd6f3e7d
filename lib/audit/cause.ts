/** Who or what made a change happen, for the audit log. */
export type Cause = {
  /** `user:<id>`, `stripe` or `system`. */
  actor: string
  /** The id of Stripe's event, `order:<id>`, `clock`, … */
  cause: string
}
