import PostalMime, { type Email } from 'postal-mime'

export type DeliveryReport = {
  /** To whom the report was sent: the envelope sender of the mail that it is about. */
  sentTo: string[]
  /** Whether the mail will never arrive; a server that still tries says so too. */
  isFinal: boolean
  /** Of RFC 3463, e.g. `5.1.1`; empty when the server names none. */
  status: string
  /** In the server's own words, which may quote the mail. */
  diagnostic: string
}

const maxCharacters = 500

/**
 * Reads what a mail server says about a mail that it could not deliver (RFC 3464).
 * @param raw a whole mail
 * @returns null for a mail that is no such report: an answer of a person or of an out-of-office program, or no mail at all
 */
export async function parseBounce(raw: string): Promise<DeliveryReport | null> {
  const mail = await parse(raw)
  const part = mail?.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  if (!mail || typeof part?.content !== 'string') return null
  // The first block is about the message, each other one about a reader; our mails have one.
  const readers = blocksOf(part.content).filter((fields) => fields.has('action'))
  const fields = readers.find((each) => actionOf(each) === 'failed') ?? readers[0]
  if (!fields) return null
  return {
    sentTo: addressesOf(mail),
    isFinal: actionOf(fields) === 'failed',
    status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
    diagnostic: wordsOf(fields.get('diagnostic-code') ?? ''),
  }
}

async function parse(raw: string): Promise<Email | null> {
  try {
    return await PostalMime.parse(raw, {
      attachmentEncoding: 'utf8',
      maxNestingDepth: 20,
      forceRfc822Attachments: true,
    })
  } catch {
    return null
  }
}

/** Fields by name in lower case, of each block; continued lines are joined (RFC 5322, 2.2.3). */
function blocksOf(content: string): Map<string, string>[] {
  const unfolded = content.replace(/\r\n?/g, '\n').replace(/\n[ \t]+(?=\S)/g, ' ')
  return unfolded.split(/\n\s*\n/).map((block) => {
    const fields = block.split('\n').flatMap((line): [string, string][] => {
      const colon = line.indexOf(':')
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : []
    })
    return new Map(fields)
  })
}

function actionOf(fields: Map<string, string>): string | undefined {
  return /^[a-z]+/.exec(fields.get('action')?.toLowerCase() ?? '')?.[0]
}

/** Without its type, e.g. `smtp;`, and what is no text. */
function wordsOf(diagnostic: string): string {
  return diagnostic
    .replace(/^[\w-]+\s*;\s*/, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxCharacters)
}

/** The envelope's reader is in the header `To` of a report, and in what the servers on its way have noted. */
function addressesOf({ to = [], headers }: Email): string[] {
  const noted = headers.filter(({ key }) => ['delivered-to', 'x-original-to', 'envelope-to'].includes(key))
  const named = to.flatMap((each) => (each.group ?? [each]).map(({ address }) => address))
  return [...named, ...noted.map(({ value }) => value.trim().replace(/^<|>$/g, ''))]
}
