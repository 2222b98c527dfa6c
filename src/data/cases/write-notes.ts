/** Writing notes. Whom they name is written anew with each correction. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'

export type NewNote = {
  readonly id: string
  readonly caseId: string
  readonly agencyId: string | null
  readonly writerId: string
  readonly unitName: string
  readonly words: string
  readonly mentions: readonly string[]
  readonly writtenAt: Date
}

export async function insertNote(tx: Tx, note: NewNote): Promise<void> {
  await tx.rows(sql`
    insert into case_notes (district_id, id, case_id, agency_id, writer_id, written_at, unit_name, words)
    values (${tx.district}, ${note.id}, ${note.caseId}, ${note.agencyId}, ${note.writerId}, ${note.writtenAt},
            ${note.unitName}, ${note.words})`)
  await insertMentions(tx, note.id, note.mentions)
}

export type Corrected = Pick<NewNote, 'id' | 'words' | 'mentions'> & { readonly correctedAt: Date }

export async function correctNoteRow(tx: Tx, { id, words, mentions, correctedAt }: Corrected): Promise<void> {
  await tx.rows(sql`
    update case_notes set words = ${words}, corrected_at = ${correctedAt}
    where district_id = ${tx.district} and id = ${id}`)
  await tx.rows(sql`delete from note_mentions where district_id = ${tx.district} and note_id = ${id}`)
  await insertMentions(tx, id, mentions)
}

async function insertMentions(tx: Tx, noteId: string, userIds: readonly string[]): Promise<void> {
  await tx.rows(sql`
    insert into note_mentions (district_id, note_id, user_id)
    select ${tx.district}, ${noteId}, user_id from unnest(${[...userIds]}::uuid[]) user_id`)
}
