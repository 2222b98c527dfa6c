/**
 * Empties the outbox: for every committed event, the jobs that follow from it, and its place in the queue of the ledger.
 * One relay a district at a time.
 */
import type { Tx } from '../data/db.ts'
import { jobsAfter } from '../data/jobs.ts'
import { nextEvents, passOn, takeLease } from '../data/outbox.ts'
import type { JobQueue } from '../data/queue.ts'
import type { Context } from './context.ts'

/** Takes jobs; the same key again is the same job. */
export type Queue = Pick<JobQueue, 'addAll'>

const batch = 2000
const leaseSeconds = 30

/**
 * Passes on one batch of a district's events, oldest first, and gives their number; 0 also while another relay holds
 * the district. Jobs are added before their events are passed on, so a stop in between adds them again under the same
 * keys; an event leaves the outbox in the transaction in which the ledger gets it.
 */
export const relayBatch = (context: Context, queue: Queue, district: number, holder: string): Promise<number> =>
  context.database.inTransaction(district, async (tx: Tx) => {
    const now = context.now()
    if (!(await takeLease(tx, holder, now, new Date(now.getTime() + leaseSeconds * 1000)))) return 0
    const events = await nextEvents(tx, batch)
    const jobs = events.flatMap((event) =>
      jobsAfter(district, event).map((job) => ({ key: `${job.task}:${event.eventId}`, job })),
    )
    if (jobs.length > 0) await queue.addAll(jobs)
    if (events.length > 0)
      await passOn(
        tx,
        events.map(({ eventId }) => eventId),
      )
    return events.length
  })
