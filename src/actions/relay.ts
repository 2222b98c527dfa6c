/** Empties the outbox: for every committed event, the jobs that follow from it. One relay a district at a time. */
import type { Tx } from '../data/db.ts'
import { type Job, jobsAfter } from '../data/jobs.ts'
import { clearEvents, nextEvents, takeLease } from '../data/outbox.ts'
import type { Context } from './context.ts'

/** Takes jobs; the same key again is the same job. */
export type Queue = { add(key: string, job: Job): Promise<void> }

const batch = 500
const leaseSeconds = 30

/**
 * Passes on one batch of a district's events, oldest first, and gives their number; 0 also while another relay holds
 * the district. A job is added before its event is cleared, so a stop in between adds it again under the same key.
 */
export const relayBatch = (context: Context, queue: Queue, district: number, holder: string): Promise<number> =>
  context.database.inTransaction(district, async (tx: Tx) => {
    const now = context.now()
    if (!(await takeLease(tx, holder, now, new Date(now.getTime() + leaseSeconds * 1000)))) return 0
    const events = await nextEvents(tx, batch)
    for (const event of events) {
      for (const job of jobsAfter(district, event)) await queue.add(`${job.task}:${event.eventId}`, job)
    }
    await clearEvents(
      tx,
      events.map(({ eventId }) => eventId),
    )
    return events.length
  })
