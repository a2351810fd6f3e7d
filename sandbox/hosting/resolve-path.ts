import { lstat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a request's address means in a site's folder. `path` begins with `/` and is relative to `public/`. */
export type Target =
  | { kind: 'php'; path: string }
  | { kind: 'file'; path: string }
  | { kind: 'redirect'; location: string }
  | { kind: 'refused'; status: 400 | 403 | 404 }

/** Would run or show a program's source under another name. */
const programSource = /\.(phtml|phps|phar|php\d|inc)$/i

/**
 * Finds the file, the folder's index, or else the site's `/index.php`, which answers for every name that is no file
 * (as WordPress and every front controller wants). Nothing outside of the folder, no hidden file and nothing behind a
 * symbolic link is ever reached.
 * @param root absolute path of `public/`, itself free of symbolic links
 * @param rawPath as it came in the request line, without the query
 */
export async function resolvePath(root: string, rawPath: string): Promise<Target> {
  const segments = segmentsOf(rawPath)
  if (!segments) return { kind: 'refused', status: 400 }
  if (segments.some((segment) => segment.startsWith('.') && segment !== '.well-known')) {
    return { kind: 'refused', status: 404 }
  }
  const kind = await kindOf(root, segments)
  if (kind === 'other') return { kind: 'refused', status: 403 }
  if (kind === 'file') return fileTarget(segments)
  if (kind === 'folder') {
    if (!rawPath.endsWith('/')) return { kind: 'redirect', location: `${addressOf(segments)}/` }
    for (const index of ['index.php', 'index.html']) {
      const inside = [...segments, index]
      if ((await kindOf(root, inside)) === 'file') return fileTarget(inside)
    }
  }
  if ((await kindOf(root, ['index.php'])) === 'file') return { kind: 'php', path: '/index.php' }
  return { kind: 'refused', status: 404 }
}

/** The decoded parts of a path, or undefined when one of them could mean anything but a name. */
function segmentsOf(rawPath: string): string[] | undefined {
  if (!rawPath.startsWith('/')) return undefined
  try {
    const segments = rawPath.split('/').filter(Boolean).map(decodeURIComponent)
    const isName = (segment: string) => segment !== '.' && segment !== '..' && !/[/\\\0]/.test(segment)
    return segments.every(isName) ? segments : undefined
  } catch {
    return undefined
  }
}

async function kindOf(root: string, segments: string[]): Promise<'file' | 'folder' | 'missing' | 'other'> {
  let path = root
  let kind: 'file' | 'folder' = 'folder'
  for (const segment of segments) {
    if (kind === 'file') return 'missing'
    path = join(path, segment)
    const stats = await lstat(path).catch(() => undefined)
    if (!stats) return 'missing'
    if (!stats.isFile() && !stats.isDirectory()) return 'other'
    kind = stats.isFile() ? 'file' : 'folder'
  }
  return kind
}

function fileTarget(segments: string[]): Target {
  const path = `/${segments.join('/')}`
  if (programSource.test(path)) return { kind: 'refused', status: 403 }
  return { kind: /\.php$/i.test(path) ? 'php' : 'file', path }
}

function addressOf(segments: string[]): string {
  return `/${segments.map(encodeURIComponent).join('/')}`
}
