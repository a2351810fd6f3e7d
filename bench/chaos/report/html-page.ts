/** One HTML file with everything in it. The body's own styles are classes of the time line. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>
  :root {
    color-scheme: light dark;
    --good: light-dark(#0b6b4a, #6fd3a8); --bad: light-dark(#b3261e, #f2938c); --cut: light-dark(#b3541e, #f0a878)
  }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
  svg { width: 100%; height: auto; font: 12px system-ui, sans-serif } text { fill: currentColor }
  .grid { stroke: color-mix(in srgb, currentColor 15%, transparent) }
  .kill { fill: var(--bad) } .restart, .cut { fill: var(--cut) } .order { fill: var(--good) } .lost { fill: var(--bad) }
  table { border-collapse: collapse; margin: 1rem 0 } th, td { text-align: left; padding: .15rem 1.5rem .15rem 0 }
  td:nth-child(n + 2) { text-align: right } .different { color: var(--bad); font-weight: 600 }
</style>
<h1>${escapeHtml(title)}</h1>
${body}
</html>
`
}

export function htmlTable(head: string[], rows: string[][]): string {
  const cells = (tag: string, texts: string[]) => texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')
  return `<table><tr>${cells('th', head)}</tr>${rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('')}</table>`
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
