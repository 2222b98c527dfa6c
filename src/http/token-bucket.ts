/** A limit that refills with time: no list of callers, no address, just how much has gone through. */

/** Lets `burst` through at once and `perSecond` from then on. `take` says whether one more may pass now. */
export function tokenBucket(given: { perSecond: number; burst: number }): { take(): boolean } {
  let level = given.burst
  let last = performance.now()
  return {
    take() {
      const now = performance.now()
      level = Math.min(given.burst, level + ((now - last) / 1000) * given.perSecond)
      last = now
      if (level < 1) return false
      level -= 1
      return true
    },
  }
}
