/** Chance that follows from a name: the same name throws the same again, on every machine. */
import { chanceFrom } from '../fixed-context.ts'

export type Dice = {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True in `share` of all throws. */
  happens(share: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** One of several by their weights. */
  weighed<Item extends string>(weights: Readonly<Record<Item, number>>): Item
}

export function diceOf(name: string): Dice {
  const draw = chanceFrom(`dice ${name}`)
  // Forty-eight bits, so that a share is a share.
  const unit = () => Buffer.from(draw(6)).readUIntBE(0, 6) / 2 ** 48
  const between = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1))
  return {
    between,
    happens: (share) => unit() < share,
    pick: <Item>(items: readonly Item[]) => items[between(0, items.length - 1)] as Item,
    weighed: <Item extends string>(weights: Readonly<Record<Item, number>>) => {
      const entries = Object.entries(weights) as [Item, number][]
      let left = unit() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of entries) {
        left -= weight
        if (left < 0) return item
      }
      return (entries.at(-1) as [Item, number])[0]
    },
  }
}
