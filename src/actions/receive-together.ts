/**
 * Reports that come at the same time are written together: one statement, one trip, one commit. Whoever comes alone is
 * written at once; who comes while others are being written shares the next commit with all that wait.
 */
import type { Database } from '../data/db.ts'
import { insertReports, type Received } from '../data/reports/write.ts'
import { isAway } from '../domain/shared/error-code.ts'
import { perDistrict } from '../domain/shared/per-district.ts'

/** Commits under way at a time in one district: while one waits for the disk the next is made ready. */
const lanes = 2
/** The most reports in one statement. */
const most = 64

type Waiting = {
  readonly received: Received
  readonly resolve: (written: boolean) => void
  readonly reject: (error: unknown) => void
}
type Gathering = { underWay: number; waiting: Waiting[] }

const gatheringOf = perDistrict((): Gathering => ({ underWay: 0, waiting: [] }))

/**
 * Writes a report of a district, and says whether it was written: false when its receipt is already there, or its
 * grounds are not in force any more. It is on the disk when this returns. What is wrong with one report never fails
 * another.
 */
export function receiveTogether(database: Database, district: number, received: Received): Promise<boolean> {
  const gathering = gatheringOf(database, district)
  return new Promise((resolve, reject) => {
    gathering.waiting.push({ received, resolve, reject })
    writeWaiting(database, district, gathering)
  })
}

function writeWaiting(database: Database, district: number, gathering: Gathering): void {
  while (gathering.underWay < lanes && gathering.waiting.length > 0) {
    const batch = gathering.waiting.splice(0, most)
    gathering.underWay += 1
    void write(database, district, batch).finally(() => {
      gathering.underWay -= 1
      writeWaiting(database, district, gathering)
    })
  }
}

/** Writes a batch, and tells everyone in it. */
async function write(database: Database, district: number, batch: readonly Waiting[]): Promise<void> {
  try {
    const written = await database.inOneTrip(district, (tx) =>
      insertReports(
        tx,
        batch.map(({ received }) => received),
      ),
    )
    for (const { received, resolve } of batch) resolve(written.has(received.report.id))
  } catch (error) {
    // A database that is away is away for each of them.
    if (batch.length === 1 || isAway(error)) for (const { reject } of batch) reject(error)
    else for (const each of batch) await write(database, district, [each])
  }
}
