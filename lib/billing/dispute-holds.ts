/** Words of Stripe's for a dispute that is settled in our favour; any other flags the customer. */
export const settledDisputeStatuses = ['won', 'warning_closed', 'prevented']
