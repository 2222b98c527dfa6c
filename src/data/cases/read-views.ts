/** The views a person keeps of the lists. */
import { sql } from 'kysely'
import type { Db } from '../db.ts'

export type KeptView = {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
  /** As the contract of lists has them. */
  readonly filters: unknown
}

/** A person's own views, in the order of Chinese readers. */
export const viewsOf = (db: Db, userId: string): Promise<KeptView[]> =>
  db.rows(sql<KeptView>`
    select id, name, is_default as "isDefault", filters from list_views
    where district_id = ${db.district} and user_id = ${userId} order by name collate "zh-x-icu", id`)
