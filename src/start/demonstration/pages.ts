/** Writes what the pages of the demonstration's stations and deputies say, as somebody of the district's office would. */
import type { Context } from '../../actions/context.ts'
import { describePlace } from '../../actions/describe-place.ts'
import { stepsDone } from '../../data/demonstration/read.ts'
import type { District } from '../../data/districts/read.ts'
import { demonstration } from './cast.ts'
import { deputyPage, stationPage } from './district/pages.ts'
import { wholeCast } from './district/whole-cast.ts'
import { fixedContext } from './fixed-context.ts'
import { inParallel } from './in-parallel.ts'
import { castId, once } from './open-cast.ts'
import { staffOf } from './play.ts'

/** May be run again: a page that was written in an earlier run stays. */
export async function writePages(context: Context, district: District): Promise<void> {
  const done = await stepsDone(context.database.of(district.id))
  const staff = staffOf(district, 'qinhu')
  const { towns, stations, deputies } = wholeCast
  const pages = [
    ...Object.entries(stations).map(([key, { name, town }]) => ({
      unit: `station ${key}`,
      texts: stationPage(key, { name, town: towns[town]?.name ?? '' }),
    })),
    ...Object.entries(deputies).map(([key, { name, station }]) => ({
      unit: `deputy ${key}`,
      texts: deputyPage(key, { name, station: stations[station]?.name ?? '' }),
    })),
  ]
  await inParallel(pages, ({ unit, texts }) =>
    once(context, district.id, done, `page ${unit}`, () =>
      describePlace(fixedContext(context, `${district.prefix} page ${unit}`, context.now()), district, {
        staff,
        id: castId(demonstration, unit),
        words: '',
        texts,
      }),
    ),
  )
}
