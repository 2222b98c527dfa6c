/** Acts on many cases: asked for, decided on, and ticked off case by case. */
import { sql } from 'kysely'
import type { BulkGiven, BulkUnit } from '../../domain/cases/bulk.ts'
import type { Tx } from '../db.ts'

export type NewBulkAct = {
  readonly id: string
  readonly userId: string
  readonly unit: BulkUnit
  readonly given: BulkGiven
  readonly state: 'proposed' | 'going'
  readonly askedAt: Date
  /** In order, each with the version its chooser saw. */
  readonly cases: readonly { readonly id: string; readonly version: number }[]
}

export async function insertBulkAct(tx: Tx, act: NewBulkAct): Promise<void> {
  await tx.rows(sql`
    insert into bulk_acts (district_id, id, user_id, unit_kind, unit_id, move, given, state, asked_at)
    values (${tx.district}, ${act.id}, ${act.userId}, ${act.unit.kind}, ${act.unit.id}, ${act.given.move},
            ${JSON.stringify(act.given)}::jsonb, ${act.state}, ${act.askedAt})`)
  await tx.rows(sql`
    insert into bulk_cases (district_id, act_id, case_id, place, version)
    select ${tx.district}, ${act.id}, chosen.id, chosen.place, chosen.version
    from unnest(${act.cases.map(({ id }) => id)}::uuid[], ${act.cases.map(({ version }) => version)}::integer[])
      with ordinality chosen (id, version, place)`)
}

/** A second person consents, or somebody says no; then nothing of it is kept but that it was asked. */
export async function decideBulkAct(
  tx: Tx,
  id: string,
  decided: { by: string; consents: boolean; at: Date },
): Promise<void> {
  await tx.rows(
    decided.consents
      ? sql`update bulk_acts set state = 'going', decided_by = ${decided.by}
            where district_id = ${tx.district} and id = ${id}`
      : sql`update bulk_acts set state = 'dropped', decided_by = ${decided.by}, done_at = ${decided.at}, given = '{}'
            where district_id = ${tx.district} and id = ${id}`,
  )
}

/** Ticks a case off, once: false when it was ticked off before. */
export async function tickOff(
  tx: Tx,
  item: { readonly actId: string; readonly caseId: string; readonly refusal: string | null },
): Promise<boolean> {
  const ticked = await tx.rows(sql`
    update bulk_cases set state = ${item.refusal === null ? 'done' : 'refused'}, refusal = ${item.refusal}
    where district_id = ${tx.district} and act_id = ${item.actId} and case_id = ${item.caseId} and state = 'waiting'
    returning case_id`)
  return ticked.length > 0
}

/** Ends the acts whose cases are all ticked off. What they brought stands in each case's history and is let go here. */
export async function endBulkActs(tx: Tx, now: Date): Promise<void> {
  await tx.rows(sql`
    update bulk_acts b set state = 'done', done_at = ${now}, given = '{}'
    where b.district_id = ${tx.district} and b.state = 'going' and not exists (
      select from bulk_cases item
      where item.district_id = b.district_id and item.act_id = b.id and item.state = 'waiting')`)
}
