import type { ErrorCode, RefusalReason } from '@/lib/errors'

/** What a sentence about a refusal may name. */
export type RefusalFacts = { about: string; seconds: number }

export type Refusals = Partial<Record<RefusalReason | ErrorCode, (facts: RefusalFacts) => string>>

/** In place of the sentence that a refusal comes with, which is English, by its reason or else by its code. */
export const refusals: Refusals = {}
