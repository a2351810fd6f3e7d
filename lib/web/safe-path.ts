const base = 'http://same.invalid'

/** A path of this site that somebody asked to be sent to, or undefined for anything that could lead elsewhere. */
export function safePath(path: unknown): string | undefined {
  if (typeof path !== 'string' || !path.startsWith('/')) return undefined
  // The browser's own reading decides: it takes `//host`, `/\host` and a path with line breaks for another site.
  const url = URL.canParse(path, base) ? new URL(path, base) : undefined
  if (url?.origin !== base) return undefined
  // `/.//host` becomes `//host` only now.
  return url.pathname.startsWith('//') ? undefined : url.pathname + url.search
}
