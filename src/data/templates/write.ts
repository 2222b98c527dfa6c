import { sql } from 'kysely'
import type { Template } from '../../domain/templates/template.ts'
import type { Tx } from '../db.ts'

/** Puts a template in place of the one with this id, or adds it. */
export async function putTemplateRow(tx: Tx, { id, keeper, role, categoryId, name, words }: Template): Promise<void> {
  await tx.rows(sql`
    insert into reply_templates (district_id, id, keeper_kind, keeper_id, role, category_id, name, words)
    values (${tx.district}, ${id}, ${keeper.kind}, ${keeper.id}, ${role}, ${categoryId}, ${name}, ${words})
    on conflict (district_id, id) do update
    set role = excluded.role, category_id = excluded.category_id, name = excluded.name, words = excluded.words`)
}

export async function deleteTemplate(tx: Tx, id: string): Promise<void> {
  await tx.rows(sql`delete from reply_templates where district_id = ${tx.district} and id = ${id}`)
}
