import { sql } from 'kysely'
import type { KeptFile } from '../../domain/files/file.ts'
import type { Tx } from '../db.ts'

/** A kept file on its way to an event. */
export type NewAttachment = { readonly id: string; readonly file: KeptFile }

/**
 * Hangs files on an event that this transaction has written, in their order. Their bytes are in the store already, so
 * that no row ever points to nothing.
 */
export async function attachFiles(tx: Tx, eventId: string, attachments: readonly NewAttachment[]): Promise<void> {
  if (attachments.length === 0) return
  for (const { file } of attachments)
    await tx.rows(sql`
      insert into files (district_id, hash, kind, type, bytes, width, height, seconds, thumbnail_hash)
      values (${tx.district}, ${file.hash}, ${file.kind}, ${file.type}, ${file.bytes}, ${file.width}, ${file.height},
              ${file.seconds}, ${file.thumbnailHash})
      on conflict (district_id, hash) do nothing`)
  await tx.rows(sql`
    insert into attachments (district_id, id, event_id, position, hash)
    values ${sql.join(attachments.map(({ id, file }, index) => sql`(${tx.district}, ${id}, ${eventId}, ${index + 1}, ${file.hash})`))}`)
}
