/** Several things at once, where their order does not matter: the database answers one while another is thought about. */
const width = 6

/** Does `work` for every item, a few at a time, begun in the order of the items. The first failure ends it. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = items.values()
  const take = async () => {
    for (const item of waiting) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, take))
}
