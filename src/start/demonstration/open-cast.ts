/** Opens the invented district with its units, codes and people, through the actions. May be run again. */
import { addAgency, addUnit } from '../../actions/add-unit.ts'
import { addUser } from '../../actions/add-user.ts'
import type { Context } from '../../actions/context.ts'
import { openDistrict } from '../../actions/open-district.ts'
import { recordStep } from '../../actions/record-step.ts'
import { stepsDone } from '../../data/demonstration/read.ts'
import { type District, districtByPrefix } from '../../data/districts/read.ts'
import type { Membership } from '../../domain/people/actor.ts'
import { publicCodeFrom } from '../../domain/places/public-code.ts'
import { defaultRules } from '../../domain/rules/rule-set.ts'
import { chineseHolidays } from '../holidays.ts'
import { agencies, demonstration, demonstrationPassword, deputies, points, stations, towns, users } from './cast.ts'
import { chanceFrom, fixedContext, uuidFrom } from './fixed-context.ts'

type CastDistrict = { readonly id: number; readonly prefix: string; readonly name: string }

/** The id of one of the cast's units in a district: it follows from its name. */
export const castId = (district: CastDistrict, unit: string): string =>
  uuidFrom(chanceFrom(`${district.prefix} ${unit}`)(16))

/** The public code of one of the cast's units. */
export const castCode = (district: CastDistrict, unit: string): string => {
  const draw = chanceFrom(`${district.prefix} ${unit}`)
  draw(16)
  return publicCodeFrom(district.prefix, draw(4))
}

/** What another program, or an earlier run that stopped just after its commit, has put there already, stays as it is. */
async function unlessThere(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: { code?: string }) => {
    if (error.code !== '23505') throw error
  })
}

/** A step that is done once, in this run or an earlier one, here or in another program that fills at the same time. */
export async function once(
  context: Context,
  district: number,
  done: Set<string>,
  step: string,
  work: () => Promise<unknown>,
) {
  if (done.has(step)) return
  await unlessThere(work)
  await recordStep(context, district, step)
  done.add(step)
}

/** Opens the district, its units and its people. */
export async function openCast(context: Context, cast: CastDistrict = demonstration): Promise<District> {
  const now = context.now()
  if (!(await districtByPrefix(context.database, cast.prefix)))
    await unlessThere(() =>
      openDistrict(fixedContext(context, cast.prefix, now), {
        ...cast,
        host: null,
        isDemonstration: true,
        rules: defaultRules,
        rulesFrom: '2020-01-01',
        calendar: chineseHolidays(),
      }),
    )
  const district = await districtByPrefix(context.database, cast.prefix)
  if (!district) throw new Error('the district was not opened')

  const done = await stepsDone(context.database.of(cast.id))
  const step = (unit: string, work: (fixed: Context) => Promise<unknown>) =>
    once(context, cast.id, done, unit, () => work(fixedContext(context, `${cast.prefix} ${unit}`, now)))
  const id = (unit: string) => castId(cast, unit)

  for (const [key, { name }] of Object.entries(towns))
    await step(`town ${key}`, (fixed) => addUnit(fixed, district, { kind: 'town', name }))
  for (const [key, { name, town, kind }] of Object.entries(stations))
    await step(`station ${key}`, (fixed) =>
      addUnit(fixed, district, { kind: 'station', name, townId: id(`town ${town}`), stationKind: kind }),
    )
  for (const [key, { name, station }] of Object.entries(deputies))
    await step(`deputy ${key}`, (fixed) =>
      addUnit(fixed, district, { kind: 'deputy', name, stationId: id(`station ${station}`) }),
    )
  for (const [key, { name, kind, station, deputy }] of Object.entries(points))
    await step(`point ${key}`, (fixed) =>
      addUnit(fixed, district, {
        kind: 'point',
        name,
        pointKind: kind,
        stationId: id(`station ${station}`),
        deputyId: deputy && id(`deputy ${deputy}`),
      }),
    )
  for (const [key, { name }] of Object.entries(agencies))
    await step(`agency ${key}`, (fixed) => addAgency(fixed, district, { name }))
  for (const [login, { name, role, unit }] of Object.entries(users)) {
    const membership: Membership = { role, unitId: unit && id(`${role} ${unit}`) }
    await step(`user ${login}`, (fixed) =>
      addUser(fixed, cast.id, { login, name, password: demonstrationPassword, memberships: [membership] }),
    )
  }
  return district
}
