import type { alertKinds } from '@/db/schema/alerts'

/** What can need the attention of staff; the list itself belongs to the table. */
export type AlertKind = (typeof alertKinds)[number]
