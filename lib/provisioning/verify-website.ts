import { askProbe } from './ask-probe'
import { askServer } from './ask-server'
import type { Outcome, Retry, WebsiteSpec } from './driver'
import { findHostedWebsite } from './find-hosted-website'

const retryAfterMs = 1_000

/**
 * Asks a website from outside, by each of its names, whether its own PHP answers: a neighbour's answer and another
 * PHP version do not count.
 */
export async function verifyWebsite(websiteId: string): Promise<Outcome> {
  const found = await findHostedWebsite(websiteId)
  if (found.kind !== 'hosted') return found
  const { driver, serverId, server, spec } = found
  const endpoints = driver.endpointsOf(server, spec)
  if (!endpoints) return { kind: 'operator', reason: `Server ${server.name} does not say where its sites answer` }

  for (const host of new Set([spec.domain, spec.systemDomain])) {
    const answer = await askServer(`sites:${serverId}`, async () => {
      const said = await askProbe(endpoints.probe.origin, endpoints.probe.path, host)
      return said.kind === 'failed' && said.isSilent ? retry(host, said.reason) : said
    })
    if (answer.kind === 'retry') return answer
    if (answer.kind === 'failed') return retry(host, answer.reason)
    const problem = problemOf(spec, host, answer)
    if (problem) return { kind: 'operator', reason: problem }
  }
  return { kind: 'done', url: endpoints.url }
}

function retry(host: string, reason: string): Retry {
  return { kind: 'retry', afterMs: retryAfterMs, reason: `${host} ${reason}` }
}

function problemOf(
  spec: WebsiteSpec,
  host: string,
  { nonce, phpVersion }: { nonce: string; phpVersion: string },
): string | undefined {
  if (nonce !== spec.nonce) return `Another site answers at ${host}: its nonce is not that of ${spec.username}`
  if (!phpVersion.startsWith(`${spec.phpVersion}.`)) return `${host} runs PHP ${phpVersion}, not ${spec.phpVersion}`
  return undefined
}
