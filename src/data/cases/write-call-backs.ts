/** Writing draws and what was heard. */
import { sql } from 'kysely'
import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { Heard } from '../../domain/cases/call-back.ts'
import type { Tx } from '../db.ts'

export type NewDraw = {
  readonly id: string
  readonly townId: string | null
  readonly closedFrom: LocalDate
  readonly closedUntil: LocalDate
  readonly treeSize: number
  readonly seed: string
  readonly drawnFrom: number
  readonly drawnBy: string
  readonly drawnAt: Date
  /** In the order of the draw. */
  readonly caseIds: readonly string[]
}

/** Keeps a draw with its cases; false when this office has drawn for the same days before. */
export async function insertDraw(tx: Tx, draw: NewDraw): Promise<boolean> {
  const written = await tx.rows(sql`
    insert into call_back_draws
      (district_id, id, town_id, closed_from, closed_until, tree_size, seed, drawn_from, drawn_by, drawn_at)
    values (${tx.district}, ${draw.id}, ${draw.townId}, ${draw.closedFrom}, ${draw.closedUntil}, ${draw.treeSize},
            ${draw.seed}, ${draw.drawnFrom}, ${draw.drawnBy}, ${draw.drawnAt})
    on conflict (district_id, town_id, closed_from, closed_until) do nothing returning id`)
  if (written.length === 0) return false
  await tx.rows(sql`
    insert into call_backs (district_id, draw_id, position, case_id)
    select ${tx.district}, ${draw.id}, position::integer, case_id
    from unnest(${[...draw.caseIds]}::uuid[]) with ordinality of_draw (case_id, position)`)
  return true
}

export type NewCall = {
  readonly drawId: string
  readonly caseId: string
  readonly heard: Heard
  readonly calledBy: string
  readonly calledAt: Date
  readonly eventId: string
}

/** Keeps what came of a call. */
export async function saveCall(tx: Tx, { drawId, caseId, heard, calledBy, calledAt, eventId }: NewCall): Promise<void> {
  const grades = heard.cameOfIt === 'answered' ? heard : { process: null, result: null, solved: null }
  await tx.rows(sql`
    update call_backs
    set tries = tries + 1, came_of_it = ${heard.cameOfIt}, process = ${grades.process}, result = ${grades.result},
        solved = ${grades.solved}, called_by = ${calledBy}, called_at = ${calledAt}, event_id = ${eventId}
    where district_id = ${tx.district} and draw_id = ${drawId} and case_id = ${caseId}`)
}
