import { z } from 'zod'
import type { Server } from '@/lib/provisioning/driver'

const schema = z.object({
  /** Of the control interface. */
  token: z.string().min(1),
  /** Where sites answer by their `Host` header, e.g. `http://127.0.0.1:8081`. */
  sitesUrl: z.url({ protocol: /^http$/ }),
})

/** Undefined when the server's credentials are not what the embedded host needs. */
export function credentialsOf(server: Server): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(server.credentials)).data
  } catch {
    return undefined
  }
}
