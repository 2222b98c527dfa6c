/**
 * Slows down the guessing of passwords: after five wrong ones a login waits, longer each time, at most half a minute.
 * Who tries from a browser that has signed in as this person before has a count of their own, so that nobody who merely
 * knows a login can keep its owner out.
 */

const free = 5
const longest = 30_000
const remembered = 10_000

type Tries = { wrong: number; notBefore: number }

/** Kept in memory only, per login name and per known browser, and never more than ten thousand of them. */
export function signInBrake(now: () => number) {
  const tries = new Map<string, Tries>()
  return {
    /**
     * Begins a try when one may be made now. It counts as wrong until `right` takes it back, so that a thousand at once
     * are not one.
     */
    begins(key: string): boolean {
      const before = tries.get(key)
      if ((before?.notBefore ?? 0) > now()) return false
      const wrong = (before?.wrong ?? 0) + 1
      const wait = wrong < free ? 0 : Math.min(longest, 1000 * 2 ** (wrong - free))
      tries.delete(key)
      tries.set(key, { wrong, notBefore: now() + wait })
      const [oldest] = tries.keys()
      if (tries.size > remembered && oldest !== undefined) tries.delete(oldest)
      return true
    },
    /** The try was no guess: it does not count, and nothing before it is forgotten. */
    undone(key: string): void {
      const { wrong } = tries.get(key) ?? { wrong: 0 }
      if (wrong > 0) tries.set(key, { wrong: wrong - 1, notBefore: 0 })
    },
    /** The try was right: what came before it is forgotten. */
    right(key: string): void {
      tries.delete(key)
    },
  }
}
