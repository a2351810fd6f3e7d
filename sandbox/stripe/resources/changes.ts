/** The former values of what an update changed, as an event shows them; undefined when nothing did. */
export function changesOf(before: object, after: object): Record<string, unknown> | undefined {
  const now = new Map(Object.entries(after))
  const changed = Object.entries(before).filter(
    ([key, value]) => JSON.stringify(now.get(key)) !== JSON.stringify(value),
  )
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}
