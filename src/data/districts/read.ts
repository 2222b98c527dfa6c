/** The tenants: a reference table, read before a district is known. */
import { sql } from 'kysely'
import type { Database } from '../db.ts'

export type District = {
  readonly id: number
  readonly prefix: string
  readonly name: string
  /** The host name of its pages; null where any name is its own. */
  readonly host: string | null
  readonly offsetMinutes: number
  readonly isDemonstration: boolean
  /** The name its log is signed under, fixed at founding. */
  readonly origin: string
}

const columns = sql`id, prefix, name, host, offset_minutes as "offsetMinutes", is_demonstration as "isDemonstration", origin`

/** Every tenant. */
export const allDistricts = ({ reference }: Pick<Database, 'reference'>): Promise<District[]> =>
  reference.rows(sql<District>`select ${columns} from districts order by id`)

/** The tenant whose codes and tokens begin with these two letters. */
export async function districtByPrefix({ reference }: Pick<Database, 'reference'>, prefix: string) {
  const [found] = await reference.rows(sql<District>`select ${columns} from districts where prefix = ${prefix}`)
  return found
}

/** The tenant of this number. */
export async function districtById({ reference }: Pick<Database, 'reference'>, id: number) {
  const [found] = await reference.rows(sql<District>`select ${columns} from districts where id = ${id}`)
  return found
}

/** The tenant of a host name; where there is only one tenant, any host name is its own. */
export async function districtByHost({ reference }: Pick<Database, 'reference'>, host: string) {
  const [found] = await reference.rows(sql<District>`
    select ${columns} from districts
    where host = ${host} or (select count(*) from districts) = 1
    order by host = ${host} desc nulls last limit 1`)
  return found
}
