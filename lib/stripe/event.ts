import { z } from 'zod'

/** Stripe's own names; ids of objects may be chosen by whoever made them. */
const word = z.string().regex(/^[\w.-]{1,255}$/)
const objectId = z.string().regex(/^\P{Cc}{1,255}$/u)

const schema = z
  .object({ id: word, type: word, data: z.object({ object: z.object({ id: objectId.optional() }) }) })
  .transform(({ id, type, data }) => ({ id, type, objectId: data.object.id ?? null }))

/** An event as far as the inbox needs it; `objectId` is null for the few objects that have none. */
export type StripeEvent = z.infer<typeof schema>

/** Undefined for what is no event of Stripe. */
export function readEvent(value: unknown): StripeEvent | undefined {
  return schema.safeParse(value).data
}
