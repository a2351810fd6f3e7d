import { z } from 'zod'
import { parseJson } from '@/lib/parse-json'
import { askSite } from './ask-site'

const limits = { timeoutMs: 8_000, limitBytes: 16 * 1024 }

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
    const { status, body } = await askSite(new URL(path, origin), host, limits)
    if (status !== 200) return notTheProbe(`answered ${status}`)
    const answer = answerSchema.safeParse(parseJson(body.toString('utf8')))
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
