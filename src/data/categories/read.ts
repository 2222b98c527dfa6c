/** Categories, and who handles them where. */
import { sql } from 'kysely'
import type { Category } from '../../domain/categories/category.ts'
import type { RoutingRule } from '../../domain/categories/suggest.ts'
import type { Db } from '../db.ts'

const columns = sql`c.id, c.parent_id as "parentId", c.name, c.keywords, c.active_from as "activeFrom", c.retired_on as "retiredOn"`

/** Every category of the district, the retired ones too, by name. */
export const allCategories = (db: Db): Promise<Category[]> =>
  db.rows(sql<Category>`
    select ${columns} from categories c where c.district_id = ${db.district} order by c.name, c.id`)

/** How many cases are sorted under each, not counting those below it. */
export async function casesOfCategories(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows(sql<{ id: string; count: number }>`
    select category_id as id, count(*) as count from cases
    where district_id = ${db.district} and category_id is not null group by category_id`)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

const ruleColumns = sql`r.id, r.category_id as "categoryId", r.town_id as "townId", r.station_id as "stationId",
  r.agency_id as "agencyId", r.co_agency_ids as "coAgencyIds"`

/** Every rule of routing. */
export const routingRules = (db: Db): Promise<RoutingRule[]> =>
  db.rows(
    sql<RoutingRule>`select ${ruleColumns} from routing_rules r where r.district_id = ${db.district} order by r.id`,
  )

/** Every station with its town, by name: the areas that routing tells apart. */
export const allStations = (db: Db): Promise<{ id: string; name: string; townId: string }[]> =>
  db.rows(sql<{ id: string; name: string; townId: string }>`
    select id, name, town_id as "townId" from stations where district_id = ${db.district} order by name, id`)
