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
import { defaultRules, type RuleSet } from '../../domain/rules/rule-set.ts'
import { chineseHolidays } from '../../outside/holidays.ts'
import { demonstration, demonstrationPassword } from './cast.ts'
import { type Cast, coreCast } from './district/whole-cast.ts'
import { chanceFrom, fixedContext, uuidFrom } from './fixed-context.ts'
import { inParallel } from './in-parallel.ts'

type CastDistrict = { readonly id: number; readonly prefix: string; readonly name: string }

/** The first day of the invented district's rules. */
const rulesFrom = '2020-01-01'

/** Whoever tries it out sends a file of thousands of messages to one code: here that is no flood. */
const noFlood = 1_000_000_000
const demonstrationRules: RuleSet = {
  ...defaultRules,
  codeReportsAtOnce: noFlood,
  codeReportsPerHour: noFlood,
  districtReportsAtOnce: noFlood,
  districtReportsPerHour: noFlood,
}

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

/** Opens the district, its units and its people: the core cast, or a larger one. */
export async function openCast(
  context: Context,
  place: CastDistrict = demonstration,
  { towns, stations, deputies, points, agencies, users }: Cast = coreCast,
): Promise<District> {
  const now = context.now()
  if (!(await districtByPrefix(context.database, place.prefix)))
    await unlessThere(() =>
      openDistrict(fixedContext(context, place.prefix, now), {
        ...place,
        host: null,
        isDemonstration: true,
        rules: demonstrationRules,
        rulesFrom,
        // Every move reads the calendar; nothing is counted from before the rules.
        calendar: chineseHolidays().filter(({ date }) => date >= rulesFrom),
      }),
    )
  const district = await districtByPrefix(context.database, place.prefix)
  if (!district) throw new Error('the district was not opened')

  const done = await stepsDone(context.database.of(place.id))
  const id = (unit: string) => castId(place, unit)
  const addAll = <Row>(
    kind: string,
    rows: Readonly<Record<string, Row>>,
    add: (fixed: Context, row: Row, key: string) => Promise<unknown>,
  ) =>
    inParallel(Object.entries(rows), ([key, row]) =>
      once(context, place.id, done, `${kind} ${key}`, () =>
        add(fixedContext(context, `${place.prefix} ${kind} ${key}`, now), row, key),
      ),
    )

  await addAll('town', towns, (fixed, { name }) => addUnit(fixed, district, { kind: 'town', name }))
  await addAll('station', stations, (fixed, { name, town, kind }) =>
    addUnit(fixed, district, { kind: 'station', name, townId: id(`town ${town}`), stationKind: kind }),
  )
  await addAll('deputy', deputies, (fixed, { name, station }) =>
    addUnit(fixed, district, { kind: 'deputy', name, stationId: id(`station ${station}`) }),
  )
  await addAll('point', points, (fixed, { name, kind, station, deputy, coordinates }) =>
    addUnit(fixed, district, {
      kind: 'point',
      name,
      pointKind: kind,
      stationId: id(`station ${station}`),
      deputyId: deputy && id(`deputy ${deputy}`),
      ...(coordinates && { coordinates }),
    }),
  )
  await addAll('agency', agencies, (fixed, { name }) => addAgency(fixed, district, { name }))
  await addAll('user', users, (fixed, { name, roles }, login) => {
    const memberships = roles.map(({ role, unit }): Membership => ({ role, unitId: unit && id(`${role} ${unit}`) }))
    return addUser(fixed, place.id, { login, name, password: demonstrationPassword, memberships })
  })
  return district
}
