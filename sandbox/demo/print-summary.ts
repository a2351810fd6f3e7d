import { relative } from 'node:path'
import { brand } from '../../lib/brand'
import type { DemoFile } from './demo-file'

/** What a newcomer needs; its last line is what scripts wait for. */
export function printSummary(demo: DemoFile, dataDir: string): void {
  const rows: [string, string | null][] = [
    ['Shop', demo.app],
    ['Panel', `${demo.app}/panel`],
    ['Admin', `${demo.app}/admin`],
    ['Inbox', demo.mail && `${demo.mail.web}  (every mail that the shop sends)`],
    ['Sites', demo.sites && `${demo.sites}  (by Host header; the panel links to each site)`],
    ['Staff', `${demo.staff.email}  password ${demo.staff.password}`],
    ['Data', `${relative(process.cwd(), dataDir) || dataDir}  (logs/ and demo.json are in it)`],
  ]
  const lines = rows.flatMap(([title, text]) => (text ? [`  ${title.padEnd(7)}${text}`] : []))
  const card = demo.stripe && 'pay with the test card 4242 4242 4242 4242, any later date and any CVC.'
  console.info(
    [
      '',
      `${brand.name} is running.`,
      '',
      ...lines,
      '',
      `First: open the shop, choose a plan, and ${card ?? 'pay with a card of your Stripe account.'}`,
      'Your site is live seconds later, and a mail brings the password for the panel.',
      'Ctrl-C stops everything; the data stays for the next start.',
      '',
      `Ready: ${demo.app}`,
    ].join('\n'),
  )
}
