/** How long a request is tried again, and with what pauses. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './server.ts'

/** All in milliseconds. */
export type Pace = {
  /** An answer that takes longer counts as none. */
  readonly timeout: number
  readonly firstPause: number
  readonly longestPause: number
  /** How long the first question waits for a server that does not answer. */
  readonly greeting: number
  /** How long a message waits for one. */
  readonly patience: number
  /** How long a message waits for a server that answers that it is busy. */
  readonly busyPatience: number
}

export const usualPace: Pace = {
  timeout: 30_000,
  firstPause: 250,
  longestPause: 10_000,
  greeting: 3_000,
  patience: 60_000,
  busyPatience: 600_000,
}

/**
 * Asks until there is an answer other than *later*, with pauses that double, or until patience is at an end; then the
 * last *later* comes back. `stop` ends the waiting early.
 */
export async function askPatiently<Value>(
  ask: () => Promise<Answer<Value>>,
  given: { pace: Pace; patience: number; stop?: AbortSignal },
): Promise<Answer<Value>> {
  const { pace, patience, stop } = given
  const began = performance.now()
  for (let pause = pace.firstPause; ; pause = Math.min(pause * 2, pace.longestPause)) {
    const answer = await ask()
    if (answer.kind !== 'later' || stop?.aborted) return answer
    // Spread out, so that several messages do not knock all at once.
    const wait = answer.pause ?? pause * (0.75 + Math.random() / 2)
    const limit = answer.busy ? Math.max(patience, pace.busyPatience) : patience
    if (performance.now() - began + wait > limit) return answer
    await sleep(wait, undefined, stop ? { signal: stop } : {}).catch(() => undefined)
    if (stop?.aborted) return answer
  }
}
