import { sql } from 'kysely'
import type { Signpost } from '../../domain/signposts/signpost.ts'
import type { Tx } from '../db.ts'

export async function putSignpostRow(tx: Tx, { kind, title, note, words }: Signpost): Promise<void> {
  await tx.rows(sql`
    insert into signposts (district_id, kind, title, note, words)
    values (${tx.district}, ${kind}, ${title}, ${note}, ${[...words]}::text[])
    on conflict (district_id, kind) do update
    set title = excluded.title, note = excluded.note, words = excluded.words`)
}

export async function deleteSignpost(tx: Tx, kind: string): Promise<void> {
  await tx.rows(sql`delete from signposts where district_id = ${tx.district} and kind = ${kind}`)
}
