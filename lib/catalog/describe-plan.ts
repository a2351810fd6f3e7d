import type { Locale } from '@/lib/words/locale'
import type { Plan } from './list-plans'

/** What a plan is and holds, in a language; in English where the catalogue has no other words. */
export function describePlan(plan: Plan, locale: Locale): { summary: string; features: string[] } {
  return plan.translations[locale] ?? plan
}
