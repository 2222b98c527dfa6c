/** Where a file lies and what it is, found by its attachment; and which hashes of the store are still needed. */
import { sql } from 'kysely'
import type { FileKind, FileType, KeptFile } from '../../domain/files/file.ts'
import type { MatterEvent } from '../../domain/loop/event.ts'
import type { Db } from '../db.ts'
import { casesOfReport } from './cases-of-report.ts'
import type { NewAttachment } from './write.ts'

/** What is needed to serve a file. */
export type StoredFile = {
  readonly hash: Buffer
  readonly kind: FileKind
  readonly type: FileType
  readonly bytes: number
  readonly thumbnailHash: Buffer | null
  /** Who brought it. */
  readonly actorKind: MatterEvent['actorKind']
  readonly eventKind: string
}

const storedFile = sql`
  select f.hash, f.kind, f.type, f.bytes, f.thumbnail_hash as "thumbnailHash", e.actor_kind as "actorKind",
         e.kind as "eventKind"
  from attachments a
  join files f on f.district_id = a.district_id and f.hash = a.hash
  join events e on e.district_id = a.district_id and e.id = a.event_id
  join cases k on k.district_id = e.district_id and k.id = e.subject_id and not k.erased`

/** The report of a case, as an expression. */
const reportOf = (db: Db, caseId: string) =>
  sql`(select report_id from cases where district_id = ${db.district} and id = ${caseId})`

/**
 * A file of one case, or of the same report before it was transferred here. Whether someone may see the case is asked
 * before.
 */
export async function fileOfCase(db: Db, caseId: string, attachmentId: string): Promise<StoredFile | undefined> {
  const [file] = await db.rows(sql<StoredFile>`
    ${storedFile}
    where a.district_id = ${db.district} and a.id = ${attachmentId} and e.subject_kind = 'case'
      and k.report_id = ${reportOf(db, caseId)}`)
  return file
}

/** A file by its attachment alone, for whoever holds a link that was made for it. */
export async function fileByAttachment(db: Db, attachmentId: string): Promise<StoredFile | undefined> {
  const [file] = await db.rows(sql<StoredFile>`
    ${storedFile}
    where a.district_id = ${db.district} and a.id = ${attachmentId}`)
  return file
}

/** What the resident brought to the report of a case so far, in order, to be hung on it again in another district. */
export const filesOfResident = (db: Db, caseId: string): Promise<NewAttachment[]> =>
  db
    .rows(sql<KeptFile & { attachmentId: string }>`
      select a.id as "attachmentId", f.hash, f.kind, f.type, f.bytes, f.width, f.height, f.seconds,
             f.thumbnail_hash as "thumbnailHash"
      from ${casesOfReport(db.district, reportOf(db, caseId))} c
      join events e on e.district_id = ${db.district} and e.subject_id = c.id and e.actor_kind = 'resident'
      join attachments a on a.district_id = e.district_id and a.event_id = e.id
      join files f on f.district_id = a.district_id and f.hash = a.hash
      order by e.seq, a.position`)
    .then((rows) => rows.map(({ attachmentId, ...file }) => ({ id: attachmentId, file })))

/** Those of some hashes that a file or a preview of this district has. */
export async function neededHashes(db: Db, hashes: readonly Buffer[]): Promise<Buffer[]> {
  const rows = await db.rows(sql<{ hash: Buffer }>`
    select hash from files where district_id = ${db.district} and hash = any(${hashes}::bytea[])
    union
    select thumbnail_hash from files where district_id = ${db.district} and thumbnail_hash = any(${hashes}::bytea[])`)
  return rows.map(({ hash }) => hash)
}

/** Whether the district has any file at all, or may have had some that are erased. */
export async function knowsFiles(db: Db): Promise<boolean> {
  const known = await db.rows(sql`
    (select from files where district_id = ${db.district} limit 1)
    union all (select from cases where district_id = ${db.district} and erased limit 1)`)
  return known.length > 0
}
