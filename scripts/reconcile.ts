import { closeDatabase } from '@/lib/database'
import { reconcile } from '@/lib/reconciliation/reconcile'

const mostLines = 20

const reports = await reconcile()
await closeDatabase()

const row = (pass: string, ...figures: (string | number)[]) =>
  pass.padEnd(16) + figures.map((figure) => String(figure).padStart(16)).join('')
console.log(row('', 'looked at', 'repaired', 'needs a person'))
for (const { pass, looked, repaired, needsPerson } of reports) {
  console.log(row(pass, looked, repaired.length, needsPerson.length))
}
print(
  'Repaired:',
  reports.flatMap(({ repaired }) => repaired),
)
print(
  'Needs a person:',
  reports.flatMap(({ needsPerson }) => needsPerson),
)
print(
  'Could not run:',
  reports.flatMap(({ pass, failure }) => (failure ? `${pass}: ${failure}` : [])),
)
process.exitCode = reports.some(({ failure }) => failure) ? 1 : 0

function print(title: string, lines: string[]): void {
  if (lines.length === 0) return
  console.log(`\n${title}`)
  for (const line of lines.slice(0, mostLines)) console.log(`  ${line}`)
  if (lines.length > mostLines) console.log(`  … and ${lines.length - mostLines} more`)
}
