import { sql } from 'kysely'
import type { Case, Judgement } from '../../domain/cases/case.ts'
import type { IdentityKind } from '../../domain/reports/report.ts'
import type { Tx } from '../db.ts'
import { insertEvent, type SealedEvent } from '../events/write.ts'
import { type CaseColumns, caseColumns, toCase } from './row.ts'

/** A case whose row is held until the transaction ends, so two people cannot move it at once. */
export async function lockCase(tx: Tx, id: string): Promise<(Case & { identityKind: IdentityKind }) | undefined> {
  const [row] = await tx.rows(sql<CaseColumns & { identityKind: IdentityKind | null }>`
    select ${caseColumns}, (select t.identity_kind from report_contents t
      where t.district_id = c.district_id and t.report_id = c.report_id) as "identityKind"
    from cases c where c.district_id = ${tx.district} and c.id = ${id} for update of c`)
  return row && { ...toCase(row), identityKind: row.identityKind ?? 'anonymous' }
}

/** The one way a status changes: the case's row and the event that says so, together. */
export async function saveMove(tx: Tx, moved: Case, event: SealedEvent): Promise<void> {
  const clock = moved.clock
  const saved = await tx.rows(sql`
    update cases set
      status = ${moved.status}, holder_kind = ${moved.holder.kind}, holder_id = ${moved.holder.id},
      agency_id = ${moved.agencyId}, disputes = ${moved.disputes}, supervised = ${moved.supervised},
      answered_by = ${moved.answeredBy}, version = ${moved.version},
      clock_started_at = ${clock?.startedAt ?? null}, clock_count = ${clock?.limit.count ?? null},
      clock_unit = ${clock?.limit.unit ?? null}, due_at = ${clock?.dueAt ?? null}
    where district_id = ${tx.district} and id = ${moved.id} and version = ${moved.version - 1}
    returning id`)
  if (saved.length !== 1) throw new Error('a case was moved without being locked')
  await insertEvent(tx, event)
}

export async function insertJudgement(tx: Tx, eventId: string, caseId: string, judgement: Judgement): Promise<void> {
  await tx.rows(sql`
    insert into judgements (district_id, event_id, case_id, process, result, solved)
    values (${tx.district}, ${eventId}, ${caseId}, ${judgement.process}, ${judgement.result}, ${judgement.solved})`)
}

/** The words by which a case is found, from tokens made of letters and figures only. May be written again. */
export async function putCaseWords(tx: Tx, caseId: string, tokens: readonly string[]): Promise<void> {
  await tx.rows(sql`
    insert into case_words (district_id, case_id, words)
    values (${tx.district}, ${caseId}, array_to_tsvector(${tokens}::text[]))
    on conflict (district_id, case_id) do update set words = excluded.words`)
}
