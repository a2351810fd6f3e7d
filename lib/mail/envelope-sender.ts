import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

const idCharacters = 25
const signatureBytes = 8
const signatureCharacters = 13

/**
 * Where the mail servers on a mail's way report that it could not be delivered. With bounces wired up (docs/operations.md)
 * it names the mail, signed, so that a report says by itself which one came back; else it is EMAIL_FROM alone.
 */
export function envelopeSender(emailLogId: string): string {
  const { EMAIL_FROM, MAIL_BOUNCE_SECRET } = env()
  if (!MAIL_BOUNCE_SECRET) return EMAIL_FROM
  const { local, domain } = partsOf(EMAIL_FROM)
  return `${local}+${inBase36(emailLogId.replaceAll('-', ''), idCharacters)}${signatureOf(emailLogId)}@${domain}`
}

/** The id of the mail that an envelope sender of ours names; null for any other address, and for a made-up one. */
export function mailOfSender(address: string): string | null {
  const { local, domain } = partsOf(env().EMAIL_FROM.toLowerCase())
  const found = partsOf(address.trim().toLowerCase())
  const tag = found.local.startsWith(`${local}+`) && found.domain === domain ? found.local.slice(local.length + 1) : ''
  if (!/^[0-9a-z]+$/.test(tag) || tag.length !== idCharacters + signatureCharacters) return null
  const emailLogId = uuidOf(tag.slice(0, idCharacters))
  if (!emailLogId) return null
  const [given, expected] = [tag.slice(idCharacters), signatureOf(emailLogId)]
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? emailLogId : null
}

function partsOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@')
  return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) }
}

function signatureOf(emailLogId: string): string {
  const key = Buffer.from(hkdfSync('sha256', env().APP_SECRET, '', 'migra-hosting/bounces', 32))
  const digest = createHmac('sha256', key).update(emailLogId).digest()
  return inBase36(digest.subarray(0, signatureBytes).toString('hex'), signatureCharacters)
}

/** Letters of one case and digits: short, and any mail server leaves it as it is. */
function inBase36(hex: string, characters: number): string {
  return BigInt(`0x${hex}`).toString(36).padStart(characters, '0')
}

function uuidOf(inBase36: string): string | null {
  let value = 0n
  for (const character of inBase36) value = value * 36n + BigInt(Number.parseInt(character, 36))
  const hex = value.toString(16).padStart(32, '0')
  if (hex.length !== 32) return null
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
