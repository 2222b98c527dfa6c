import { sql } from 'kysely'
import type { Tx } from '../db.ts'

export async function insertDeparture(
  tx: Tx,
  given: { userId: string; successorId: string | null; words: string; byId: string; at: Date },
): Promise<void> {
  await tx.rows(sql`
    insert into departures (district_id, user_id, successor_id, words, by_role, by_id, began_at)
    values (${tx.district}, ${given.userId}, ${given.successorId}, ${given.words}, 'district', ${given.byId}, ${given.at})`)
}

/** Counts cases that were given on, in the transaction that gives them on. */
export async function addToDeparture(tx: Tx, userId: string, cases: number): Promise<void> {
  await tx.rows(sql`
    update departures set cases_moved = cases_moved + ${cases}
    where district_id = ${tx.district} and user_id = ${userId}`)
}

/** The departure is finished. False when it was already. */
export async function finishDeparture(tx: Tx, userId: string, at: Date): Promise<boolean> {
  const done = await tx.rows(sql`
    update departures set done_at = ${at}
    where district_id = ${tx.district} and user_id = ${userId} and done_at is null returning user_id`)
  return done.length === 1
}
