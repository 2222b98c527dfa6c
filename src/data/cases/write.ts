import { sql } from 'kysely'
import type { Case, Judgement } from '../../domain/cases/case.ts'
import { type CaseMove, isOpen } from '../../domain/cases/moves.ts'
import type { IdentityKind } from '../../domain/reports/report.ts'
import type { Tx } from '../db.ts'
import { insertEvent, type SealedEvent } from '../events/write.ts'
import { caseColumns, chosenIdentity, movedColumns, type StoredCase, toCase } from './row.ts'

/** A case whose row is held until the transaction ends, so two people cannot move it at once. */
export async function lockCase(tx: Tx, id: string): Promise<(Case & { identityKind: IdentityKind }) | undefined> {
  const [row] = await tx.rows(sql<StoredCase & { identity_kind: IdentityKind | null }>`
    select ${caseColumns}, coalesce(${chosenIdentity}, (select t.identity_kind from report_contents t
      where t.district_id = c.district_id and t.report_id = c.report_id)) as identity_kind
    from cases c where c.district_id = ${tx.district} and c.id = ${id} for update of c`)
  return row && { ...toCase(row), identityKind: row.identity_kind ?? 'anonymous' }
}

const changesCoHandlers: readonly string[] = ['hand-over', 'give-opinion', 'recuse-agency']

/** The one way a status changes: the case's row, its co-handling agencies, and the event that says so, together. */
export async function saveMove(tx: Tx, moved: Case, event: SealedEvent): Promise<void> {
  const assignments = Object.entries(movedColumns(moved)).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const saved = await tx.rows(sql`
    update cases set ${sql.join(assignments)}
    where district_id = ${tx.district} and id = ${moved.id} and version = ${moved.version - 1}
    returning id`)
  if (saved.length !== 1) throw new Error('a case was moved without being locked')
  if (changesCoHandlers.includes(event.kind) || moved.coHandlers.length === 0) await saveCoHandlers(tx, moved)
  if (meetingMoves.includes(event.kind) || !isOpen(moved.status)) await saveMeeting(tx, moved)
  await insertEvent(tx, event)
}

const meetingMoves: readonly string[] = [
  'call-meeting',
  'answer-meeting',
  'call-off-meeting',
  'conclude-meeting',
  'finish-item',
] satisfies CaseMove[]

async function saveMeeting(tx: Tx, { id, meeting, agreed }: Case): Promise<void> {
  await tx.rows(sql`delete from meeting_calls where district_id = ${tx.district} and case_id = ${id}`)
  for (const { agencyId, answer } of meeting?.calls ?? [])
    await tx.rows(sql`
      insert into meeting_calls (district_id, case_id, agency_id, answer)
      values (${tx.district}, ${id}, ${agencyId}, ${answer})`)
  for (const item of agreed)
    await tx.rows(sql`
      insert into agreed_items (district_id, case_id, id, agency_id, due_on, done)
      values (${tx.district}, ${id}, ${item.id}, ${item.agencyId}, ${item.dueOn}, ${item.done})
      on conflict (district_id, case_id, id) do update set done = excluded.done`)
}

async function saveCoHandlers(tx: Tx, { id, coHandlers }: Case): Promise<void> {
  await tx.rows(sql`delete from co_handlers where district_id = ${tx.district} and case_id = ${id}`)
  for (const { agencyId, dueAt, given } of coHandlers)
    await tx.rows(sql`
      insert into co_handlers (district_id, case_id, agency_id, due_at, given)
      values (${tx.district}, ${id}, ${agencyId}, ${dueAt}, ${given})`)
}

/** Opens the case that goes on elsewhere in the district with a report that was transferred. */
export async function insertContinuedCase(tx: Tx, opened: Case, continues: string): Promise<void> {
  const columns = Object.entries(movedColumns(opened))
  await tx.rows(sql`
    insert into cases (district_id, id, report_id, continues, ${sql.join(columns.map(([column]) => sql.ref(column)))})
    values (${tx.district}, ${opened.id}, ${opened.reportId}, ${continues}, ${sql.join(columns.map(([, value]) => value))})`)
}

/** Remembers the district a case went on in. */
export async function setTransferredTo(tx: Tx, caseId: string, district: number): Promise<void> {
  await tx.rows(sql`
    update cases set transferred_to = ${district} where district_id = ${tx.district} and id = ${caseId}`)
}

export async function insertJudgement(tx: Tx, eventId: string, caseId: string, judgement: Judgement): Promise<void> {
  await tx.rows(sql`
    insert into judgements (district_id, event_id, case_id, process, result, solved, assisted)
    values (${tx.district}, ${eventId}, ${caseId}, ${judgement.process}, ${judgement.result}, ${judgement.solved},
            ${judgement.assisted ?? false})`)
}

/** The words by which a case is found, from tokens made of letters and figures only. May be written again. */
export async function putCaseWords(tx: Tx, caseId: string, tokens: readonly string[]): Promise<void> {
  await tx.rows(sql`
    insert into case_words (district_id, case_id, words)
    values (${tx.district}, ${caseId}, array_to_tsvector(${tokens}::text[]))
    on conflict (district_id, case_id) do update set words = excluded.words, in_blocks = false`)
}

/** The words of several new cases at once. A case that has its words keeps them. */
export async function insertCaseWords(
  tx: Tx,
  cases: readonly { readonly caseId: string; readonly tokens: readonly string[] }[],
): Promise<void> {
  await tx.rows(sql`
    insert into case_words (district_id, case_id, words)
    select ${tx.district}, given."caseId", array_to_tsvector(given.tokens)
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as given("caseId" uuid, tokens text[])
    on conflict (district_id, case_id) do nothing`)
}

/**
 * Puts the words of up to `limit` cases into the blocks by which they are searched, and gives the number of cases. Two
 * at once take different cases. A word's block is written in one order everywhere, so that nobody waits in a circle.
 */
export async function placeCaseWords(tx: Tx, limit: number): Promise<number> {
  const placed = await tx.rows(sql`
    with chosen as materialized (
      select w.case_id, w.words, c.number from case_words w
      join cases c on c.district_id = w.district_id and c.id = w.case_id
      where w.district_id = ${tx.district} and not w.in_blocks
      limit ${limit} for update of w skip locked
    ), blocks as (
      insert into word_blocks (district_id, word, block, cases)
      select ${tx.district}, word, (number / 4096)::integer, array_agg((number % 4096)::smallint order by number)
      from chosen cross join unnest(tsvector_to_array(words)) word
      group by word, number / 4096 order by word, number / 4096
      on conflict (district_id, word, block) do update
      set cases = array(select distinct place from unnest(word_blocks.cases || excluded.cases) place order by place)
    )
    update case_words w set in_blocks = true from chosen
    where w.district_id = ${tx.district} and w.case_id = chosen.case_id
    returning w.case_id`)
  return placed.length
}
