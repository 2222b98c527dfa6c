/** Keeping and dropping a person's views of the lists. */
import { sql } from 'kysely'
import type { Tx } from '../db.ts'
import type { KeptView } from './read-views.ts'

/** Keeps a view; one of the same name is replaced, and only one of a person's is the one the desk opens on. */
export async function putView(tx: Tx, userId: string, view: KeptView, now: Date): Promise<string> {
  if (view.isDefault)
    await tx.rows(sql`
      update list_views set is_default = false
      where district_id = ${tx.district} and user_id = ${userId} and is_default and name <> ${view.name}`)
  const [row] = await tx.rows(sql<{ id: string }>`
    insert into list_views (district_id, user_id, id, name, filters, is_default, created_at)
    values (${tx.district}, ${userId}, ${view.id}, ${view.name}, ${JSON.stringify(view.filters)}::jsonb, ${view.isDefault}, ${now})
    on conflict (district_id, user_id, name) do update
    set filters = excluded.filters, is_default = excluded.is_default
    returning id`)
  return row?.id ?? view.id
}

/** Whether there was one to drop. */
export async function deleteView(tx: Tx, userId: string, id: string): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from list_views where district_id = ${tx.district} and user_id = ${userId} and id = ${id} returning id`)
  return gone.length > 0
}
