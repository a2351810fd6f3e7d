import type { Outcome } from './driver'
import { findHostedWebsite } from './find-hosted-website'

/** Makes a placed website exist on its server, as its row says. May be repeated; call it outside of transactions. */
export async function provisionWebsite(websiteId: string): Promise<Outcome> {
  const found = await findHostedWebsite(websiteId)
  return found.kind === 'hosted' ? found.driver.ensure(found.server, found.spec) : found
}
