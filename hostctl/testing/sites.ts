import { request } from 'node:http'
import type { HostctlAnswer, Machine } from './start-machine'

/** A request of the verb `ensure`, with names derived from one word. */
export function siteOf(username: string, changes: Record<string, unknown> = {}) {
  return {
    verb: 'ensure',
    username,
    owner: `owner-of-${username}`,
    generation: 1,
    domain: `${username}.example`,
    systemDomain: `${username}.sites.example`,
    phpVersion: '8.2',
    suspended: false,
    nonce: `nonce-of-${username}-0123456789`,
    storageMb: 1024,
    ...changes,
  }
}

export type Visit = { status: number | undefined; body: string; location: string | undefined }

/** What a site answers to a visitor; the path is sent as it is. */
export function visit(machine: Machine, host: string, path = '/'): Promise<Visit> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: machine.portOf(80), path, headers: { Host: host }, agent: false }
    const sent = request(options, (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, body, location: response.headers.location }))
      response.on('error', reject)
    })
    sent.once('error', reject)
    sent.end()
  })
}

/** Makes a site, and fails when that did not work. */
export async function makeSite(machine: Machine, username: string, changes: Record<string, unknown> = {}) {
  const answer = await machine.call(siteOf(username, changes))
  if (!answer.ok) throw new Error(`${username} was not made: ${JSON.stringify(answer)}`)
  return answer.ok
}

/** Writes a file of a site as its owner does. */
export async function writeFile(machine: Machine, username: string, path: string, text: string): Promise<void> {
  const script = 'mkdir -p "$(dirname "$1")" && cat > "$1"'
  const words = ['setpriv', `--reuid=${username}`, `--regid=${username}`, '--clear-groups', 'sh', '-c', script, 'sh']
  const { code, output } = await machine.run([...words, `/srv/sites/${username}/${path}`], text)
  if (code !== 0) throw new Error(output)
}

/** What a program of the site prints. */
export async function runPhp(machine: Machine, username: string, program: string): Promise<Visit> {
  await writeFile(machine, username, 'public/try.php', `<?php ${program}`)
  return await visit(machine, `${username}.example`, '/try.php')
}

export function codeOf(answer: HostctlAnswer): string {
  return answer.error?.code ?? 'ok'
}
