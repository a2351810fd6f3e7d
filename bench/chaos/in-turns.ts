/**
 * Does something for each item, in their order, with so many under way at a time.
 * @throws the first error, once the others under way are done
 */
export async function inTurns<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values()
  const lane = async () => {
    for (const item of left) await work(item)
  }
  const lanes = await Promise.allSettled(Array.from({ length: concurrency }, lane))
  for (const each of lanes) if (each.status === 'rejected') throw each.reason
}
