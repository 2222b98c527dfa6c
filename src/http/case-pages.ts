/** Pages of cases: of a list, narrowed or not, and of what a search finds. */
import type { z } from 'zod'
import type { listCasesQuery } from '../contract/lists.ts'
import type { NamedCase } from '../data/cases/read.ts'
import { type ListFilter, narrows } from '../data/cases/read-filter.ts'
import { countNarrowed, listNarrowed } from '../data/cases/read-filtered.ts'
import { findByNumber, findCases } from '../data/cases/read-found.ts'
import { type CaseFilter, type ListPosition, listCases } from '../data/cases/read-list.ts'
import type { Db } from '../data/db.ts'
import { allAgencies, placeOfPublicCode } from '../data/places/read.ts'
import { addDays, startOfDay } from '../domain/calendar/calendar.ts'
import { whenToRemind } from '../domain/cases/by-the-clock.ts'
import { isOpen } from '../domain/cases/moves.ts'
import type { Staff } from '../domain/people/actor.ts'
import { parsePublicCode } from '../domain/places/public-code.ts'
import { tokensToFind } from '../text/tokens.ts'
import { decodeNumber, decodePosition, encodeNumber, encodePosition } from './list-position.ts'
import type { Deciding } from './present-case.ts'

export type Page = { readonly cases: readonly NamedCase[]; readonly next: string | null }

type Narrowing = { readonly view: CaseFilter['view']; readonly filter: ListFilter }
export type Asked = Narrowing & {
  /** Trimmed; empty for a list. */
  readonly search: string
  readonly after?: string | undefined
  readonly limit: number
}

type Query = Omit<z.output<typeof listCasesQuery>, 'after' | 'limit' | 'search'>

/** The view and the filter of a query. Days are the district's; `late` and the view «soon» are as of now. */
export function narrowedBy(query: Query, deciding: Deciding): Narrowing {
  const { view, status, receivedFrom, receivedUntil, channel } = query
  const { now, calendar } = deciding
  const dueBy = query.late ? now : view === 'soon' ? whenToRemind(deciding) : undefined
  return {
    view: view === 'soon' ? 'all' : view,
    filter: {
      status,
      channel,
      dueBy,
      agencyId: query.agency,
      stationId: query.station,
      townId: query.town,
      urgent: query.urgent !== undefined,
      supervised: query.supervised !== undefined,
      disputed: query.disputed !== undefined,
      receivedFrom: receivedFrom === undefined ? undefined : startOfDay(receivedFrom, calendar),
      receivedBefore: receivedUntil === undefined ? undefined : startOfDay(addDays(receivedUntil, 1), calendar),
    },
  }
}

/** A page of a list or of a search. Refused: `not-understood` for a place that is none of theirs. */
export async function pageFor(db: Db, staff: Staff, asked: Asked): Promise<Page> {
  const named = await unitNamed(db, asked.search)
  if (asked.search && !named) return foundPage(db, staff, asked)
  return listPage(db, staff, { ...asked, filter: { ...asked.filter, ...named } })
}

/** How many a narrowed list has; null where nobody counts: later pages, words searched for, a list as it is. */
export async function countFound(db: Db, staff: Staff, asked: Asked, page: Page) {
  if (asked.after) return null
  const named = await unitNamed(db, asked.search)
  const filter = { ...asked.filter, ...named }
  if (!asked.search && !narrows(filter) && !filter.status) return null
  if (page.next === null) return { count: page.cases.length, more: false }
  if (asked.search && !named) return null
  return countNarrowed(db, staff, { view: asked.view, filter })
}

/** What a search that is a public code or an agency's whole name narrows to, instead of words. */
async function unitNamed(db: Db, search: string): Promise<ListFilter | undefined> {
  const code = search.length <= 20 ? parsePublicCode(search) : undefined
  const place = code?.ok ? await placeOfPublicCode(db, code.value) : undefined
  switch (place?.kind) {
    case 'point':
      return { pointId: place.id }
    case 'deputy':
      return { deputyId: place.id }
    case 'station':
      return { stationId: place.id }
    case 'town':
      return { townId: place.id }
  }
  if (search.length < 2) return undefined
  const agency = (await allAgencies(db)).find(({ name }) => name === search)
  return agency && { agencyId: agency.id }
}

async function listPage(db: Db, staff: Staff, { view, filter, after, limit }: Omit<Asked, 'search'>): Promise<Page> {
  const from = after ? decodePosition(after) : undefined
  if (narrows(filter)) {
    const { cases, next } = await listNarrowed(db, staff, { view, filter, after: from, limit })
    return { cases, next: next && encodePosition(next) }
  }
  const found = await listCases(db, staff, { view, status: filter.status, after: from, limit: limit + 1 })
  const cases = found.slice(0, limit)
  const last = cases.at(-1)
  return { cases, next: found.length > limit && last ? encodePosition(positionOf(last)) : null }
}

const positionOf = ({ status, clock, closed, id, number }: NamedCase): ListPosition =>
  isOpen(status)
    ? { part: 'open', dueAt: clock?.dueAt ?? null, id }
    : { part: 'ended', closedAt: closed?.at ?? null, number }

/** What is found by the number of a case (QH-2026-118, or 118) or by words. */
async function foundPage(db: Db, staff: Staff, { view, filter, search, after, limit }: Asked): Promise<Page> {
  const before = after ? decodeNumber(after) : undefined
  const number = /^(?:[0-9a-z]{2}-\d{4}-)?(\d{1,12})$/i.exec(search)?.[1]
  if (number) return { cases: await findByNumber(db, staff, { view, filter, number: Number(number) }), next: null }
  const { cases, next } = await findCases(db, staff, { view, filter, limit, tokens: tokensToFind(search), before })
  return { cases, next: next === null ? null : encodeNumber(next) }
}
