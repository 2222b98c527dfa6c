/** Places as the desk is told of them, field by field. */
import { paths } from '../../web/shared/paths.ts'
import type { ImportedLine } from '../actions/import-units.ts'
import type { ImportPlacesReply, ListPlacesQuery, PlaceReply, PlaceRowReply } from '../contract/places.ts'
import type { District } from '../data/districts/read.ts'
import type { CodeRow, PlaceEvent, PlaceFilter, PlaceRow, UseTimes } from '../data/places/read-desk.ts'
import { startOfDay } from '../domain/calendar/calendar.ts'
import type { EventDetail } from '../domain/loop/event.ts'
import type { CodeKind } from '../domain/places/public-code.ts'
import { mondayOf, silentSince, usualSilence, weeksCounted } from '../domain/places/silence.ts'
import { places as en } from '../words/en/places.ts'
import type { Language, SameAs } from '../words/language.ts'
import { places as zh } from '../words/zh/places.ts'

export type PlacesWords = SameAs<typeof zh>
/** The words about places in the reader's language. */
export const placesWords = (language: Language): PlacesWords => ({ zh, en })[language]

/** From when use is counted: whole weeks of the district's calendar, the present one among them. */
export function useTimes(
  now: Date,
  { offsetMinutes }: Pick<District, 'offsetMinutes'>,
  weeks = usualSilence,
): UseTimes {
  const from = (back: number) => startOfDay(mondayOf(now, offsetMinutes, back), { offsetMinutes })
  return { from: from(weeksCounted - 1), lately: from(3), silentSince: silentSince(now, weeks), offsetMinutes }
}

/** The filter of an address as the data asks for it. */
export const filterOf = (query: Omit<ListPlacesQuery, 'offset' | 'limit'>): PlaceFilter => ({
  kind: query.kind,
  type: query.type,
  townId: query.town,
  stationId: query.station,
  state: query.state,
  search: query.search,
})

/** One row. A code is silent by the same measure as the filter's. */
export const presentPlace = (row: PlaceRow, times: UseTimes): PlaceRowReply => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  type: row.type,
  town: { id: row.townId, name: row.townName },
  station: row.stationId !== null && row.stationName !== null ? { id: row.stationId, name: row.stationName } : null,
  deputy: row.deputyId !== null && row.deputyName !== null ? { id: row.deputyId, name: row.deputyName } : null,
  latitude: row.latitude,
  longitude: row.longitude,
  code: row.code,
  silent: isSilent(row, times),
  used: row.used,
  usedLately: row.usedLately,
  lastUsedOn: row.lastUsedOn,
})

function isSilent({ code, madeAt, lastUsedOn }: PlaceRow, times: UseTimes): boolean {
  if (code === null || (madeAt !== null && madeAt >= times.silentSince)) return false
  return lastUsedOn === null || startOfDay(lastUsedOn, times) < times.silentSince
}

export const presentCodes = (codes: readonly CodeRow[]): PlaceReply['codes'] =>
  codes.map(({ code, madeAt, revokedAt, replacedBy }) => ({
    code,
    madeAt: madeAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    replacedBy,
  }))

export const presentHistory = (events: readonly PlaceEvent[]): PlaceReply['history'] =>
  events.map(({ id, kind, at, actorKind, actorName, detail }) => ({
    id,
    kind,
    at: at.toISOString(),
    role: actorKind,
    by: text(detail?.by),
    who: actorName,
    words: text(detail?.words),
    change: changeOf(kind, detail ?? {}),
  }))

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What was before and what is after, where an act has both sides. */
function changeOf(kind: string, detail: EventDetail): { from: string; to: string } | null {
  const owner = (value: unknown) => {
    const { station, deputy } = (value ?? {}) as { station?: unknown; deputy?: unknown }
    return [text(station), text(deputy)].filter(Boolean).join(' · ')
  }
  switch (kind) {
    case 'rename-place':
      return { from: text(detail.from), to: text(detail.to) }
    case 'move-place':
      return { from: owner(detail.from), to: owner(detail.to) }
    case 'replace-code':
      return { from: text(detail.replaces), to: text(detail.code) }
    case 'revoke-code':
      return { from: text(detail.code), to: text(detail.replacedBy) }
    case 'add-place':
      return { from: '', to: text(detail.code) }
    default:
      return null
  }
}

/** The lines of a table that was read in, each with the sentence for what is wrong with it. */
export const presentLines = (lines: readonly ImportedLine[], language: Language): ImportPlacesReply => ({
  lines: lines.map(({ line, kind, name, town, station, outcome, refusal, id, code }) => ({
    line,
    kind,
    name,
    town,
    station,
    outcome,
    refusal,
    message: refusal && placesWords(language).import.refusal[refusal],
    id,
    code,
  })),
})

const letterOf = { point: paths.point, deputy: paths.deputy, station: paths.station, town: paths.point } as const

/** The public page of a place, below the address people reach us at. */
export const pagePathOf = (kind: CodeKind, code: string): string => letterOf[kind](code)
