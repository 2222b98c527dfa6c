/** Pages of cases: of a list, and of what a search finds. */

import type { NamedCase } from '../data/cases/read.ts'
import { findByNumber, findCases } from '../data/cases/read-found.ts'
import { type CaseFilter, type ListPosition, listCases } from '../data/cases/read-list.ts'
import type { Db } from '../data/db.ts'
import { isOpen } from '../domain/cases/moves.ts'
import type { Staff } from '../domain/people/actor.ts'
import { tokensToFind } from '../text/tokens.ts'
import { decodeNumber, decodePosition, encodeNumber, encodePosition } from './list-position.ts'

type Page = { readonly cases: readonly NamedCase[]; readonly next: string | null }

/** A page of a list, and where the next one begins. Refused: `not-understood` for a place that is none of a list. */
export async function listPage(db: Db, staff: Staff, given: CaseFilter, after: string | undefined): Promise<Page> {
  const found = await listCases(db, staff, {
    ...given,
    after: after ? decodePosition(after) : undefined,
    limit: given.limit + 1,
  })
  const cases = found.slice(0, given.limit)
  const last = cases.at(-1)
  return { cases, next: found.length > given.limit && last ? encodePosition(positionOf(last)) : null }
}

const positionOf = ({ status, clock, closed, id, number }: NamedCase): ListPosition =>
  isOpen(status)
    ? { part: 'open', dueAt: clock?.dueAt ?? null, id }
    : { part: 'ended', closedAt: closed?.at ?? null, number }

/**
 * A page of what is found by the number of a case (QH-2026-118, or 118) or by words. Refused: `not-understood` for a
 * place that is none of a search.
 */
export async function foundPage(
  db: Db,
  staff: Staff,
  given: CaseFilter,
  search: string,
  after: string | undefined,
): Promise<Page> {
  const before = after ? decodeNumber(after) : undefined
  const number = /^(?:[0-9a-z]{2}-\d{4}-)?(\d{1,12})$/i.exec(search)?.[1]
  if (number) return { cases: await findByNumber(db, staff, { ...given, number: Number(number) }), next: null }
  const { cases, next } = await findCases(db, staff, { ...given, tokens: tokensToFind(search), before })
  return { cases, next: next === null ? null : encodeNumber(next) }
}
