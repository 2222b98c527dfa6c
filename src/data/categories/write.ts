import { sql } from 'kysely'
import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { Category } from '../../domain/categories/category.ts'
import type { RoutingRule } from '../../domain/categories/suggest.ts'
import type { Tx } from '../db.ts'

/** Whoever changes categories or routing waits here for who does the same. */
export async function lockCategories(tx: Tx): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('categories', ${tx.district}))`)
}

export async function insertCategories(tx: Tx, categories: readonly Category[]): Promise<void> {
  await tx.rows(sql`
    insert into categories (district_id, id, parent_id, name, keywords, active_from, retired_on)
    select ${tx.district}, c.id, c."parentId", c.name, c.keywords, c."activeFrom", c."retiredOn"
    from jsonb_to_recordset(${JSON.stringify(categories)}::jsonb) as c(
      id uuid, "parentId" uuid, name text, keywords text[], "activeFrom" date, "retiredOn" date)`)
}

export async function updateCategory(tx: Tx, category: Category): Promise<void> {
  await tx.rows(sql`
    update categories set name = ${category.name}, keywords = ${[...category.keywords]}::text[],
                          active_from = ${category.activeFrom}, retired_on = ${category.retiredOn as LocalDate | null}
    where district_id = ${tx.district} and id = ${category.id}`)
}

/** Puts a rule in place of the one with this id, or adds it. */
export async function putRoutingRule(tx: Tx, rule: RoutingRule): Promise<void> {
  await tx.rows(sql`
    insert into routing_rules (district_id, id, category_id, town_id, station_id, agency_id, co_agency_ids)
    values (${tx.district}, ${rule.id}, ${rule.categoryId}, ${rule.townId}, ${rule.stationId}, ${rule.agencyId},
            ${[...rule.coAgencyIds]}::uuid[])
    on conflict (district_id, id) do update
    set category_id = excluded.category_id, town_id = excluded.town_id, station_id = excluded.station_id,
        agency_id = excluded.agency_id, co_agency_ids = excluded.co_agency_ids`)
}

export async function deleteRoutingRule(tx: Tx, id: string): Promise<void> {
  await tx.rows(sql`delete from routing_rules where district_id = ${tx.district} and id = ${id}`)
}
