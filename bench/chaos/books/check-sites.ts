import { request } from 'node:http'
import { inTurns } from '@/bench/chaos/in-turns'
import type { Finding } from './finding'
import type { Books } from './read-books'

const probePath = '/.well-known/hosting-probe.php'
const timeoutMs = 15_000
const concurrency = 4

/**
 * Whether the hosting server has what it should, by its own records, and what each site says when it is asked.
 * @param sitesUrl where every site answers by its `Host` header
 */
export async function checkSites(books: Books, sitesUrl: string): Promise<Finding[]> {
  return [accounts(books), await answers(books, sitesUrl)]
}

function accounts(books: Books): Finding {
  const live = books.accounts.filter(({ terminatedAt }) => terminatedAt === null)
  const wanted = books.rows.websites
  return {
    title: "The hosting server's own records hold these websites, and no orphan",
    looked: books.accounts.length,
    differences: [
      ...live
        .filter(({ username, owner }) => !wanted.some((site) => site.username === username && site.id === owner))
        .map(({ username }) => `Orphan: ${username} belongs to no website`),
      ...wanted
        .filter(({ username }) => !live.some((account) => account.username === username))
        .map(({ domain }) => `${domain} is missing on the server`),
    ],
  }
}

/** Asks as a stranger would, by each of a site's names. */
async function answers({ rows }: Books, sitesUrl: string): Promise<Finding> {
  const differences: string[] = []
  await inTurns(rows.websites, concurrency, async ({ domain, systemDomain, nonce }) => {
    for (const host of new Set([domain, systemDomain])) {
      const answer = await ask(sitesUrl, host).catch(String)
      if (!answer.includes(`"${nonce}"`))
        differences.push(`${host} does not tell its nonce but: ${answer.slice(0, 200)}`)
    }
  })
  return { title: 'Each website answers with its own nonce', looked: rows.websites.length, differences }
}

/** Not `fetch`, which does not let the Host header be chosen. */
function ask(sitesUrl: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const asked = request(new URL(probePath, sitesUrl), { headers: { host }, agent: false, signal }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.once('error', reject).once('end', () => resolve(text))
    })
    asked.once('error', reject).end()
  })
}
