import { type IncomingMessage, request } from 'node:http'
import { z } from 'zod'
import { parseJson } from '@/lib/parse-json'

const timeoutMs = 8_000
const answerLimitBytes = 16 * 1024

const answerSchema = z.object({ nonce: z.string(), phpVersion: z.string() })

export type ProbeAnswer =
  | ({ kind: 'answered' } & z.infer<typeof answerSchema>)
  /** `isSilent` when nothing answered, rather than something that is not the probe. */
  | { kind: 'failed'; isSilent: boolean; reason: string }

/**
 * What a site's PHP says of itself.
 * @param origin where the server listens for visitors, e.g. `http://127.0.0.1:8081`
 * @param host the site's name; it goes into the `Host` header and is not looked up, since it may not point here yet
 */
export async function askProbe(origin: string, path: string, host: string): Promise<ProbeAnswer> {
  try {
    const { status, body } = await get(new URL(path, origin), host)
    if (status !== 200) return notTheProbe(`answered ${status}`)
    const answer = answerSchema.safeParse(parseJson(body))
    if (!answer.success) return notTheProbe('answered with something that is not the probe')
    return { kind: 'answered', ...answer.data }
  } catch (error) {
    const reason = `did not answer: ${error instanceof Error ? error.message : String(error)}`
    return { kind: 'failed', isSilent: true, reason }
  }
}

function notTheProbe(reason: string): ProbeAnswer {
  return { kind: 'failed', isSilent: false, reason }
}

/** Not `fetch`, which does not let the Host header be chosen. */
function get(url: URL, host: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { Host: host }, agent: false, signal: AbortSignal.timeout(timeoutMs) })
    sent.once('error', reject)
    sent.once('response', (response) => {
      readText(response).then((body) => resolve({ status: response.statusCode, body }), reject)
    })
    sent.end()
  })
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > answerLimitBytes) throw new Error(`its answer is longer than ${answerLimitBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
