/** Slows down the guessing of passwords: after five wrong ones a login waits, longer each time, at most half a minute. */

const free = 5
const longest = 30_000
const remembered = 10_000

type Tries = { wrong: number; notBefore: number }

/** Kept in memory only, per login name, and never more than ten thousand names. */
export function signInBrake(now: () => number) {
  const tries = new Map<string, Tries>()
  return {
    /** Whether another try may be made now. */
    mayTry: (login: string): boolean => (tries.get(login)?.notBefore ?? 0) <= now(),
    /** Tells how a try ended. */
    tried(login: string, right: boolean): void {
      const wrong = (tries.get(login)?.wrong ?? 0) + 1
      tries.delete(login)
      if (right) return
      const wait = wrong < free ? 0 : Math.min(longest, 1000 * 2 ** (wrong - free))
      tries.set(login, { wrong, notBefore: now() + wait })
      const [oldest] = tries.keys()
      if (tries.size > remembered && oldest !== undefined) tries.delete(oldest)
    },
  }
}
