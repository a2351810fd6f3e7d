import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findExpandable } from '../sandbox/stripe/schemas/find-expandable'
import { kindsMadeHere } from '../sandbox/stripe/schemas/kinds-made-here'
import { loadSchemas } from '../sandbox/stripe/schemas/load-schemas'

/** Writes the stand-in's `core/expandable.ts` from the installed SDK's types. Run it after an update of the SDK, and then the formatter. */
const found = findExpandable(await loadSchemas(), kindsMadeHere)
const path = fileURLToPath(new URL('../sandbox/stripe/core/expandable.ts', import.meta.url))
const words = `/** Written by scripts/write-stripe-expandable.ts from the SDK's types: for each kind of object, the fields that can be expanded,\n * and the kinds of objects that they lead to. */\n`
writeFileSync(
  path,
  `${words}export const expandable: Record<string, Record<string, string[]>> = ${JSON.stringify(found, null, 2)}\n`,
)
