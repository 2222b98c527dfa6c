/** Signposts that a district has put into its own words. */
import { sql } from 'kysely'
import type { Signpost } from '../../domain/signposts/signpost.ts'
import type { Db } from '../db.ts'

/** As the desk keeps them. */
export const signpostsOf = (db: Db): Promise<Signpost[]> =>
  db.rows(sql<Signpost>`
    select kind, title, note, words from signposts where district_id = ${db.district} order by kind`)

/** As everyone may read them (schema `disclosed`). */
export const disclosedSignposts = (site: Db): Promise<Signpost[]> =>
  site.rows(sql<Signpost>`
    select kind, title, note, words from disclosed.signposts where district_id = ${site.district} order by kind`)
