import { z } from 'zod'

/** Others who sell by the same account at Stripe have numbers of their own under that name. */
const metadataSchema = z.object({ order_id: z.uuid() })

/** Which of our orders a session or subscription of Stripe's says it is; null for one that is none of ours. */
export function orderIdOf({ metadata }: { metadata: unknown }): string | null {
  return metadataSchema.safeParse(metadata).data?.order_id ?? null
}
