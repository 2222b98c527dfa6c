import { sql } from 'kysely'
import type { Staff } from '../../domain/people/actor.ts'
import type { Db } from '../db.ts'
import { type NamedCase, type NamedColumns, namedCases, namedColumns, toNamed } from './named.ts'
import { visibleTo } from './visible.ts'

/** Those of these cases that the person may see, in the order in which they are asked for. */
export async function casesFor(db: Db, staff: Staff, ids: readonly string[]): Promise<NamedCase[]> {
  const rows = await db.rows(sql<NamedColumns>`
    select ${namedColumns}
    ${namedCases(sql`unnest(${ids}::uuid[]) with ordinality wanted (id, place)
      join cases c on c.district_id = ${db.district} and c.id = wanted.id`)}
    where ${visibleTo(staff)} order by wanted.place`)
  return rows.map(toNamed)
}
