/** Trying again what the database could not do just now. */
import { setTimeout as wait } from 'node:timers/promises'
import { isAway, isContended } from '../domain/shared/error-code.ts'

/** How long a request waits for a database that restarts or hands over, in milliseconds, before it says so. */
const patience = 3000
const mostContended = 5

/**
 * Runs `attempt`, and again after a deadlock or a serialization failure, and while the database is away, unless
 * `mayHaveBeenDone` then says that the work could be done twice by that, or `isOver` that nobody waits any more. The
 * pauses grow and differ, so that those who got in each other's way do not meet again.
 */
export async function again<Result>(
  attempt: () => Promise<Result>,
  { mayHaveBeenDone, isOver }: { mayHaveBeenDone: () => boolean; isOver: () => boolean },
): Promise<Result> {
  const until = Date.now() + patience
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const mayBeTried = isContended(error)
        ? tries < mostContended
        : isAway(error) && !mayHaveBeenDone() && Date.now() < until
      if (!mayBeTried || isOver()) throw error
      await wait(Math.min(500, 10 * 2 ** tries) * (0.5 + Math.random()))
    }
  }
}
