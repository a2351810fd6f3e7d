import type { Currency } from '@/lib/catalog/currency'
import { listPlans, type Plan } from '@/lib/catalog/list-plans'
import { isDatabaseTrouble } from '@/lib/database'
import { log } from '@/lib/log'

/** What is for sale in a currency; null while the database cannot be reached. */
export async function readShelf(currency: Currency): Promise<Plan[] | null> {
  try {
    return await listPlans(currency)
  } catch (error) {
    if (!isDatabaseTrouble(error)) throw error
    log().warn({ err: error }, 'A page of the shop could not be made')
    return null
  }
}
