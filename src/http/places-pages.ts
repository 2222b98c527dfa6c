/** What the pages behind codes tell of the place itself, and the page of a code that is out of use. Reads `disclosed` only. */
import type { AboutPlace } from '../../web/site/about-place.ts'
import type { GoneCodeView } from '../../web/site/gone-code-page.ts'
import { type DisclosedPlace, disclosedPlace } from '../data/places/read.ts'
import {
  codeInUseAfter,
  deputiesOfStation,
  disclosedDeputy,
  disclosedStationPage,
  pointsOfStation,
  stationOfCode,
} from '../data/places/read-disclosed.ts'
import { type PublicCode, parsePublicCode } from '../domain/places/public-code.ts'
import type { Language } from '../words/language.ts'
import { nameOfPlace } from './codes.ts'
import { pagePathOf, placesWords } from './places-present.ts'
import { sentenceOf } from './refusals.ts'
import { districtOfCode } from './reports.ts'
import type { Doors } from './server.ts'

/** What a deputy's or a station's page says of them; null for any other place. */
export async function aboutPlace({ site }: Doors, district: number, place: DisclosedPlace): Promise<AboutPlace | null> {
  const db = site.of(district)
  if (place.kind === 'deputy') {
    const deputy = await disclosedDeputy(db, place.code)
    if (!deputy) return null
    const { memberOf, terms, introduction, receives, stationId } = deputy
    const station = await disclosedStationPage(db, stationId)
    const named = station ? { name: station.name, code: station.code } : null
    return { kind: 'deputy', memberOf, terms, introduction, receives, station: named }
  }
  const id = place.kind === 'station' ? await stationOfCode(db, place.code) : undefined
  const station = id === undefined ? undefined : await disclosedStationPage(db, id)
  if (id === undefined || !station) return null
  const [deputies, points] = await Promise.all([deputiesOfStation(db, id), pointsOfStation(db, id)])
  const { address, introduction, receives } = station
  return {
    kind: 'station',
    address,
    introduction,
    receives,
    deputies: deputies.map(({ name, code, receives }) => ({ name, code, receives })),
    points: points.map(({ name, code }) => ({ name, code })),
  }
}

/** Where a code that is out of use leads; undefined for one in use, misread, or of no place at all. */
export async function goneCode(
  doors: Doors,
  typed: string,
  language: Language,
): Promise<{ district: Awaited<ReturnType<typeof districtOfCode>>; view: GoneCodeView } | undefined> {
  const code = parsePublicCode(typed)
  if (!code.ok) return undefined
  const district = await districtOfCode(doors.context, typed)
  const db = doors.site.of(district.id)
  const place = await disclosedPlace(db, code.value)
  if (!place?.revoked) return undefined
  const message = sentenceOf('code-revoked', language)
  const next = await codeInUseAfter(db, code.value)
  const there = next === undefined ? undefined : await disclosedPlace(db, next as PublicCode)
  if (there)
    return {
      district,
      view: {
        message,
        to: { how: 'replaced', path: pagePathOf(there.kind, there.code), name: shownName(there, language) },
      },
    }
  const id = await stationOfCode(db, code.value)
  const station = id === undefined ? undefined : await disclosedStationPage(db, id)
  return {
    district,
    view: {
      message,
      to: station ? { how: 'station', path: pagePathOf('station', station.code), name: station.name } : null,
    },
  }
}

const shownName = (place: DisclosedPlace, language: Language): string =>
  place.kind === 'deputy' ? placesWords(language).deputy(nameOfPlace(place)) : nameOfPlace(place)
