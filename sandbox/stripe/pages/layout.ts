import { html, type Markup } from './html'

const style: Markup = {
  markup: `
:root { color-scheme: light; --ink: #1d2521; --soft: #5a655f; --line: #d5dad6; --paper: #fff; --ground: #f3f4f1; --accent: #1c5d48; --bad: #a8321f; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #3f8f75; outline-offset: 2px; }
.banner { background: #e8eadf; border-bottom: 1px solid #d3d8c4; padding: .6rem 1rem; text-align: center; font-size: .875rem; color: #3e4637; }
main { max-width: 64rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
.back { display: inline-block; padding: .5rem 0; font-size: .9375rem; }
h1 { font-size: 1.375rem; line-height: 1.25; margin: .25rem 0 1rem; letter-spacing: -.01em; }
h2 { font-size: 1.0625rem; margin: 0 0 .75rem; }
.total { font-size: 2.25rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.1; margin: 0; font-variant-numeric: tabular-nums; }
.soft { text-wrap: balance; color: var(--soft); font-size: .9375rem; margin: .35rem 0 0; }
dl { margin: 1.25rem 0 0; border-top: 1px solid var(--line); }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .7rem 0; border-bottom: 1px solid var(--line); }
dt { min-width: 0; overflow-wrap: anywhere; } dd { margin: 0; white-space: nowrap; font-variant-numeric: tabular-nums; }
dl .sum { font-weight: 650; border-bottom: 0; }
dt small { display: block; color: var(--soft); font-size: .875rem; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; }
fieldset { border: 0; padding: 0; margin: 0 0 1rem; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
.choice { display: flex; align-items: center; gap: .6rem; border: 1px solid var(--line); padding: .6rem .8rem; min-height: 44px; cursor: pointer; }
.choice:first-of-type { border-radius: 8px 8px 0 0; } .choice:last-of-type { border-radius: 0 0 8px 8px; border-top: 0; }
.choice:has(:checked) { background: #eef4f1; }
.choice input { width: 1.1rem; height: 1.1rem; accent-color: var(--accent); margin: 0; flex: none; }
.field { margin-bottom: 1rem; }
.field label { display: block; font-weight: 600; font-size: .9375rem; margin-bottom: .3rem; }
.field input { width: 100%; font: inherit; color: inherit; padding: .6rem .75rem; min-height: 46px; border: 1px solid #a9b2ac; border-radius: 8px; background: #fff; }
.field input[aria-invalid=true] { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
.hint { color: var(--soft); font-size: .875rem; margin: .3rem 0 0; }
.wrong { color: var(--bad); font-size: .9375rem; margin: .35rem 0 0; font-weight: 550; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
form:has(#method-bank_debit:checked) .card, form:has(#method-card:checked) .bank { display: none; }
button { width: 100%; min-height: 50px; padding: .6rem 1rem; font: inherit; font-weight: 650; color: #fff; background: var(--accent); border: 0; border-radius: 8px; cursor: pointer; }
button:hover { background: #164b3a; }
.errors { border: 1px solid var(--bad); border-left-width: 5px; border-radius: 8px; padding: .8rem 1rem; margin-bottom: 1.25rem; background: #fdf4f2; }
.errors h2 { color: var(--bad); margin-bottom: .25rem; } .errors ul { margin: 0; padding-left: 1.1rem; } .errors a { color: var(--bad); }
details { margin-top: 1.25rem; border-top: 1px solid var(--line); padding-top: .75rem; }
summary { cursor: pointer; font-weight: 600; padding: .5rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; } table + table { margin-top: 1.25rem; } th, td { text-align: left; padding: .4rem .5rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
code { font: .875rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: nowrap; }
.quiet { color: var(--accent); background: #fff; border: 1px solid var(--accent); } .quiet:hover { background: #eef4f1; }
.danger { background: var(--bad); } .danger:hover { background: #8a2818; }
.panel { align-self: start; } .panel > :last-child, .panel .row:last-child > p:last-child { margin-bottom: 0; }
.lone, .choice.lone:first-of-type { border-radius: 8px; border: 1px solid var(--line); margin-bottom: 1rem; }
.answers { display: grid; gap: .75rem; margin-top: 1.25rem; } .saved { margin-bottom: .75rem; }
.small { width: auto; min-height: 44px; padding: 0 1rem; font-size: .9375rem; }
.action { display: inline-block; padding: .6rem 0; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; } .row h3 { margin: 0; } .row p { margin: .25rem 0 .5rem; }
.row + .row { border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 1rem; }
.rows { list-style: none; margin: 0; padding: 0; }
.rows li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: center; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.actions { display: flex; gap: .5rem; } .badge { font-size: .8125rem; background: #e8eadf; border-radius: 4px; padding: .1rem .4rem; }
.notice { margin: 0 0 1.25rem; padding: .8rem 1rem; border: 1px solid #3f8f75; border-left-width: 5px; border-radius: 8px; background: #eef4f1; }
.panel + .panel { margin-top: 1.25rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.alone { max-width: 34rem; }
@media (min-width: 54rem) {
  main { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 3.5rem; padding-top: 2.5rem; }
  main.alone { grid-template-columns: minmax(0, 1fr); }
  .panel { padding: 2rem; } .summary { position: sticky; top: 2rem; align-self: start; }
}
`,
}

/** A whole page. The words about practice stand first on each. */
export function layout(title: string, mainClass: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header class="banner"><strong>Practice payments.</strong> This page stands in for Stripe on this machine: no money moves, and only test numbers work.</header>
<main class="${mainClass}">
${content}
</main>
</body>
</html>
`.markup
}
