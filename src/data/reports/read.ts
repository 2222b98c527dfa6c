/** Reports found by the hash of their receipt code, and the words of one. */
import { sql } from 'kysely'
import type { CaseStatus } from '../../domain/cases/moves.ts'
import type { NotKept } from '../../domain/files/file.ts'
import type { IdentityKind } from '../../domain/reports/report.ts'
import type { Db, Tx } from '../db.ts'
import { casesOfReport } from '../files/cases-of-report.ts'
import type { NewReport } from './write.ts'

/** What is needed to answer a submission that was sent before. */
export type KnownSubmission = { contentMac: Buffer; receivedAt: Date; status: CaseStatus }

export async function submissionByCode(db: Db, codeHash: Uint8Array): Promise<KnownSubmission | undefined> {
  const [known] = await db.rows(sql<KnownSubmission>`
    select r.content_mac as "contentMac", r.received_at as "receivedAt", c.status
    from reports r
    cross join lateral (
      select number, status from ${casesOfReport(db.district, sql`r.id`)} of_report order by number desc limit 1) c
    where r.district_id = ${db.district} and r.code_hash = ${codeHash}`)
  return known
}

/** Those of the hashes under which a report is there. */
export async function knownCodeHashes(db: Db, codeHashes: readonly Uint8Array[]): Promise<Set<string>> {
  const rows = await db.rows(sql<{ codeHash: Buffer }>`
    select code_hash as "codeHash" from reports
    where district_id = ${db.district} and code_hash = any(${codeHashes}::bytea[])`)
  return new Set(rows.map(({ codeHash }) => codeHash.toString('hex')))
}

/** The files that were not kept when a report was received, and why. */
export async function notKeptOf(db: Db, codeHash: Uint8Array): Promise<NotKept[]> {
  const [row] = await db.rows(sql<{ notKept: NotKept[] }>`
    select d.detail->'notKept' as "notKept"
    from reports r
    join cases c on c.district_id = r.district_id and c.report_id = r.id
    join events e on e.district_id = c.district_id and e.subject_id = c.id and e.kind = 'receive'
    join event_contents d on d.district_id = e.district_id and d.event_id = e.id
    where r.district_id = ${db.district} and r.code_hash = ${codeHash}`)
  return row?.notKept ?? []
}

/** The case behind a receipt. */
export async function caseIdByCode(db: Db, codeHash: Uint8Array): Promise<string | undefined> {
  const [found] = await db.rows(sql<{ id: string }>`
    select c.id from reports r
    join cases c on c.district_id = r.district_id and c.report_id = r.id
    where r.district_id = ${db.district} and r.code_hash = ${codeHash}
    order by c.number desc limit 1`)
  return found?.id
}

/** The report behind a receipt. */
export async function reportIdByCode(db: Db, codeHash: Uint8Array): Promise<string | undefined> {
  const [found] = await db.rows(sql<{ id: string }>`
    select id from reports where district_id = ${db.district} and code_hash = ${codeHash}`)
  return found?.id
}

/** The identity a resident chose after speaking; undefined where they left it as it was. */
export async function identityChoice(db: Db, reportId: string): Promise<IdentityKind | undefined> {
  const [found] = await db.rows(sql<{ kind: IdentityKind }>`
    select identity_kind as kind from identity_choices
    where district_id = ${db.district} and report_id = ${reportId}`)
  return found?.kind
}

/**
 * The words of a case's report, for the search index. The case is held until the transaction ends, so that no words are
 * written once erasing is consented to.
 */
export async function wordsOfCase(tx: Tx, caseId: string): Promise<{ text: string; place: string } | undefined> {
  const [found] = await tx.rows(sql<{ text: string; place: string }>`
    select t.text, concat_ws(E'\n', t.place, p.name) as place from cases c
    join reports r on r.district_id = c.district_id and r.id = c.report_id
    join report_contents t on t.district_id = c.district_id and t.report_id = c.report_id
    left join points p on p.district_id = r.district_id and p.id = r.point_id
    where c.district_id = ${tx.district} and c.id = ${caseId} and not c.erased for share of c`)
  return found
}

/** The encrypted identity of who spoke, if one was given. */
export async function sealedIdentity(db: Db, reportId: string): Promise<Buffer | undefined> {
  const [found] = await db.rows(sql<{ sealed: Buffer }>`
    select sealed from identities where district_id = ${db.district} and report_id = ${reportId}`)
  return found?.sealed
}

/** Everything that is kept of the report of a case, to be kept again in another district. */
export async function reportEvidence(db: Db, caseId: string): Promise<NewReport | undefined> {
  const [found] = await db.rows(sql<NewReport>`
    select r.id, r.code_hash as "codeHash", r.content_mac as "contentMac", r.channel, r.point_id as "pointId",
           r.received_at as "receivedAt", r.commitment, t.salt, t.text, t.place, t.identity_kind as "identityKind", t.speaker,
           t.about_addressee as "aboutAddressee", t.said_at as "saidAt", i.sealed as "sealedIdentity"
    from cases c
    join reports r on r.district_id = c.district_id and r.id = c.report_id
    join report_contents t on t.district_id = r.district_id and t.report_id = r.id
    left join identities i on i.district_id = r.district_id and i.report_id = r.id
    where c.district_id = ${db.district} and c.id = ${caseId}`)
  return found
}
