import type { CSSProperties } from 'react'
import { brand } from '@/lib/brand'

const accent = brand.accent.image

/** The shop's colours (app/globals.css, lib/brand.ts) in the notation that every mail program reads. */
export const light = {
  paper: '#f8faf8',
  surface: '#ffffff',
  sunken: '#eef2ef',
  line: '#d8deda',
  ink: '#131f1a',
  muted: '#4d5a55',
  accent: accent.base,
  onAccent: '#ffffff',
}

const dark: Record<keyof typeof light, string> = {
  paper: '#0d1210',
  surface: '#141b18',
  sunken: '#1c2421',
  line: '#2d3733',
  ink: '#edf1ee',
  muted: '#a9b4af',
  accent: accent.bright,
  onAccent: '#031b13',
}

/** Only fonts that the reader's machine has: most mail programs load none. */
export const fontFamily = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"

export const monospace = "Consolas, Menlo, 'Courier New', monospace"

export const bodyText: CSSProperties = { color: light.ink, fontFamily, fontSize: '16px', lineHeight: '25px' }

/** Each class with its colours in the dark. */
const darkRules: [string, { color?: string; background?: string; border?: string }][] = [
  ['page', { background: dark.paper }],
  ['paper', { background: dark.paper }],
  ['surface', { background: dark.surface, border: dark.line }],
  ['sunken', { background: dark.sunken }],
  ['ink', { color: dark.ink }],
  ['muted', { color: dark.muted }],
  ['link', { color: dark.accent }],
  ['action', { background: dark.accent, color: dark.onAccent }],
  ['line', { border: dark.line }],
]

/** Only `!important` beats inline styles. @param within what stands before a rule's class */
function inTheDark(within: { color: string; background: string }): string {
  return darkRules
    .flatMap(([name, { color, background, border }]) => [
      color && `${within.color}.${name} { color: ${color} !important; }`,
      background && `${within.background}.${name} { background-color: ${background} !important; }`,
      border && `${within.background}.${name} { border-color: ${border} !important; }`,
    ])
    .filter(Boolean)
    .join('\n')
}

/**
 * For programs that read style sheets: one column on phones, and the reader's dark mode. Outlook's own programs mark what
 * they have recoloured (`data-ogsc` texts, `data-ogsb` grounds) and know no `prefers-color-scheme`.
 */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.page { background-color: ${light.paper}; }
@media (max-width: 480px) {
  .facts th, .facts td { display: block !important; width: auto !important; padding-left: 16px !important; padding-right: 16px !important; }
  .facts th { padding-bottom: 0 !important; }
  .facts td { padding-top: 0 !important; }
}
@media (prefers-color-scheme: dark) {
${inTheDark({ color: '', background: '' })}
}
${inTheDark({ color: '[data-ogsc] ', background: '[data-ogsb] ' })}`
