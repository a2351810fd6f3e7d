import { cycles } from '@/lib/words/en/catalogue'

/** How people speak of a billing cycle, where only English is spoken so far. */
export const cycleWords = cycles
