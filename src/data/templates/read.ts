/** Templates, as far as somebody may use them. */
import { type RawBuilder, sql } from 'kysely'
import type { Staff } from '../../domain/people/actor.ts'
import type { Keeper, Template } from '../../domain/templates/template.ts'
import type { Db } from '../db.ts'

type Row = Omit<Template, 'keeper'> & { keeperKind: Keeper['kind']; keeperId: string | null; keeperName: string }

/** A template with its keeper's name. */
export type NamedTemplate = Template & { readonly keeperName: string }

const select = sql`
  select t.id, t.keeper_kind as "keeperKind", t.keeper_id as "keeperId", t.role, t.category_id as "categoryId", t.name,
         t.words, coalesce(s.name, w.name, d.name) as "keeperName"
  from reply_templates t
  join districts d on d.id = t.district_id
  left join stations s on s.district_id = t.district_id and s.id = t.keeper_id and t.keeper_kind = 'station'
  left join towns w on w.district_id = t.district_id and w.id = t.keeper_id and t.keeper_kind = 'town'`

const toTemplate = ({ keeperKind, keeperId, ...row }: Row): NamedTemplate => ({
  ...row,
  keeper: { kind: keeperKind, id: keeperId },
})

/** The templates of the district, of the person's town and station, and all of them for the district's office, by name. */
export async function templatesFor(db: Db, staff: Staff): Promise<NamedTemplate[]> {
  const of = (role: string) =>
    staff.memberships.flatMap(({ role: mine, unitId }) => (mine === role && unitId ? [unitId] : []))
  const stations = [...of('station'), ...staff.stationIds]
  const all = staff.memberships.some(({ role }) => role === 'district' || role === 'auditor')
  const seen: RawBuilder<unknown> = all
    ? sql`true`
    : sql`(t.keeper_kind = 'district' or t.keeper_id = any(${[...stations, ...of('town')]}::uuid[])
           or t.keeper_id in (select town_id from stations
                              where district_id = ${db.district} and id = any(${stations}::uuid[])))`
  const rows = await db.rows(sql<Row>`
    ${select} where t.district_id = ${db.district} and ${seen} order by t.name, t.id`)
  return rows.map(toTemplate)
}

/** One template, whoever keeps it. */
export async function templateById(db: Db, id: string): Promise<NamedTemplate | undefined> {
  const [row] = await db.rows(sql<Row>`${select} where t.district_id = ${db.district} and t.id = ${id}`)
  return row && toTemplate(row)
}
