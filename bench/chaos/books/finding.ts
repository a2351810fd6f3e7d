export type Finding = {
  title: string
  /** How many things were looked at. */
  looked: number
  /** A sentence for each thing that is not as it should be. */
  differences: string[]
}

export function isExact(findings: Finding[]): boolean {
  return findings.every(({ differences }) => differences.length === 0)
}

export function differentCount(what: string, found: number, expected: number): string[] {
  return found === expected ? [] : [`${what}: ${found} instead of ${expected}`]
}
