// usage: node sheet.local.mjs out.png height file...
import { chromium } from '@playwright/test'
import { pathToFileURL } from 'node:url'
import { writeFileSync, readFileSync } from 'node:fs'
const [out, width, scale, ...files] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const page = await browser.newPage({ viewport: { width: Number(width), height: 800 } })
const size = (f) => { const b = readFileSync(f); return [b.readUInt32BE(16), b.readUInt32BE(20)] }
const html = files.map((f) => { const [w] = size(f); return `<figure style="margin:4px;display:inline-block;vertical-align:top"><figcaption style="font:11px sans-serif">${f.split('/').at(-1)}</figcaption><img style="width:${w * scale}px;border:1px solid red" src="data:image/png;base64,${readFileSync(f).toString('base64')}"></figure>` }).join('')
await page.setContent(`<body style="background:#999;margin:0">${html}</body>`)
await page.screenshot({ path: out, fullPage: true })
await browser.close()
