import { z } from 'zod'
import { parseJson } from '@/lib/parse-json'
import type { Server } from '@/lib/provisioning/driver'

const schema = z.object({
  /** One key a server, in OpenSSH's or PEM form and without a passphrase; its public half was given to `install.sh`. */
  privateKey: z.string().min(1),
  /** The key that `install.sh` printed, e.g. `ssh-ed25519 AAAA…`: a server with another one is not spoken to. */
  hostKey: z.string().regex(/^ssh-ed25519 [A-Za-z0-9+/]+=*(?: .*)?$/),
  /** Where sites answer by their `Host` header, e.g. `http://203.0.113.5`. */
  sitesUrl: z.url({ protocol: /^http$/ }),
})

export type DebianCredentials = z.infer<typeof schema> & { host: string; port: number }

/** Undefined when the address (`ssh://host:port`) or the credentials are not what this driver needs. */
export function credentialsOf(server: Server): DebianCredentials | undefined {
  const credentials = schema.safeParse(parseJson(server.credentials))
  const address = URL.canParse(server.address) ? new URL(server.address) : undefined
  if (!credentials.success || address?.protocol !== 'ssh:' || !address.hostname) return undefined
  return { ...credentials.data, host: address.hostname.replace(/^\[|\]$/g, ''), port: Number(address.port || 22) }
}
