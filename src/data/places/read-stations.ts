import { sql } from 'kysely'
import type { Db } from '../db.ts'

/** The stations of these towns, or of the whole district when none are named, in the order of Chinese readers. */
export const stationsOf = (db: Db, towns: readonly string[] | null): Promise<{ id: string; name: string }[]> =>
  db.rows(sql<{ id: string; name: string }>`
    select id, name from stations
    where district_id = ${db.district} and ${towns === null ? sql`true` : sql`town_id = any(${towns}::uuid[])`}
    order by name collate "zh-x-icu", id`)
