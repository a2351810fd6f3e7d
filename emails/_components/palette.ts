import type { CSSProperties } from 'react'

/** The shop's colours (app/globals.css) in the notation that every mail program reads. */
export const light = {
  paper: '#f8faf8',
  surface: '#ffffff',
  sunken: '#eef2ef',
  line: '#d8deda',
  ink: '#131f1a',
  muted: '#4d5a55',
  accent: '#006746',
  onAccent: '#ffffff',
}

const dark: typeof light = {
  paper: '#0d1210',
  surface: '#141b18',
  sunken: '#1c2421',
  line: '#2d3733',
  ink: '#edf1ee',
  muted: '#a9b4af',
  accent: '#66dfa9',
  onAccent: '#031b13',
}

/** Only fonts that the reader's machine has: most mail programs load none. */
export const fontFamily = "-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"

export const monospace = "Consolas, Menlo, 'Courier New', monospace"

export const bodyText: CSSProperties = { color: light.ink, fontFamily, fontSize: '16px', lineHeight: '25px' }

/** For programs that read style sheets: one column on phones, and the reader's dark mode. Only `!important` beats inline styles. */
export const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.page { background-color: ${light.paper}; }
@media (max-width: 480px) {
  .facts th, .facts td { display: block !important; width: auto !important; }
  .facts th { padding-bottom: 0 !important; }
  .facts td { padding-top: 0 !important; }
}
@media (prefers-color-scheme: dark) {
  .page, .paper { background-color: ${dark.paper} !important; }
  .surface { background-color: ${dark.surface} !important; border-color: ${dark.line} !important; }
  .sunken { background-color: ${dark.sunken} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .link { color: ${dark.accent} !important; }
  .action { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
  .line { border-color: ${dark.line} !important; }
}`
