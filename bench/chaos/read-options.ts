import { parseArgs } from 'node:util'

export type Options = {
  /** Orders that are paid; some more visitors open a payment page and leave. */
  purchases: number
  /** The same one makes the same plan of buyers and faults. */
  seed: number
  kills: number
  /** Kills a worker at every boundary of every step instead. */
  boundaries: boolean
  /** A JSON file for `{"passed","failed"}`, the number of checks. */
  result: string | undefined
}

/** @throws naming the option that is unknown or no number */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      purchases: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: '60' },
      boundaries: { type: 'boolean', default: false },
      result: { type: 'string' },
    },
  })
  return {
    purchases: wholeNumber('purchases', values.purchases, 1),
    seed: wholeNumber('seed', values.seed, 0),
    kills: wholeNumber('kills', values.kills, 1),
    boundaries: values.boundaries,
    result: values.result,
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least) return number
  throw new Error(`--${name} ${text}: give a whole number from ${least}`)
}
