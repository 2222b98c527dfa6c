/**
 * Looks for events that are neither in the log nor on their way: those of a time before the ledger, and those that the
 * relay of the last release took out of the outbox while both releases ran.
 */
import { queueForgotten } from '../data/ledger/write.ts'
import type { Context } from './context.ts'

const batch = 20_000

/** Puts the district's forgotten events into the queue of the ledger and gives their number. May be run at any time. */
export async function queueForgottenEvents(context: Context, district: number): Promise<number> {
  let [found, after] = [0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const looked = await context.database.inTransaction(district, (tx) => queueForgotten(tx, after, batch))
    found += looked.found
    if (looked.last === undefined) return found
    after = looked.last
  }
}
