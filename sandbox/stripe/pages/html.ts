/** Text that may stand in a page as it is. Only `html` makes it. */
export type Markup = { markup: string }

type Part = Markup | string | number | null | false | Part[]

/** A piece of a page; whatever is put into it that is not markup itself is escaped. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Markup {
  const filled = literals.map((literal, index) => literal + (index < parts.length ? render(parts[index] ?? null) : ''))
  return { markup: filled.join('') }
}

function render(part: Part): string {
  if (part === null || part === false) return ''
  if (Array.isArray(part)) return part.map(render).join('')
  if (typeof part === 'object') return part.markup
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
