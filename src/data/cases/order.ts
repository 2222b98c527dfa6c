/** The order of lists: what is open by due time, then what has ended, the latest closed first. */
import { type RawBuilder, sql } from 'kysely'
import { type CaseStatus, caseStatuses, isOpen, openStatuses } from '../../domain/cases/moves.ts'

const endedStatuses = caseStatuses.filter((status) => !isOpen(status))

/** Where a list has got to: the last row seen. */
export type ListPosition =
  | { readonly part: 'open'; readonly dueAt: Date | null; readonly id: string }
  | { readonly part: 'ended'; readonly closedAt: Date | null; readonly number: number }

/** One part of a list in the order of its indexes, which hold rows of its statuses only. Every text is for a table `c`. */
export type ListPart = {
  readonly name: 'open' | 'ended'
  readonly statuses: readonly CaseStatus[]
  /** What every row of the part fulfils; as literals, or PostgreSQL would not know that the index fits. */
  readonly only: RawBuilder<unknown>
  /** The two columns of the order, named `listPlace` and `listTie`. */
  readonly columns: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  /** The same order, of the two columns by their names. */
  readonly namedOrder: RawBuilder<unknown>
}

const among = (statuses: readonly CaseStatus[]) =>
  sql`c.status in (${sql.join(statuses.map((status) => sql.lit(status)))})`

/** When a case is due, for ordering and comparing: infinity stands for never. */
export const dueOrNever = sql`(case when c.due_at is null then 'infinity' else c.due_at end)`
// What was declined, withdrawn or merged was never closed, and comes after everything that was.
const closedOrNever = sql`(case when c.closed_at is null then '-infinity' else c.closed_at end)`

export const openPart: ListPart = {
  name: 'open',
  statuses: openStatuses,
  only: among(openStatuses),
  columns: sql`${dueOrNever} as "listPlace", c.id as "listTie"`,
  order: sql`${dueOrNever}, c.id`,
  namedOrder: sql`"listPlace", "listTie"`,
}

export const endedPart: ListPart = {
  name: 'ended',
  statuses: endedStatuses,
  only: among(endedStatuses),
  columns: sql`${closedOrNever} as "listPlace", c.number as "listTie"`,
  order: sql`${closedOrNever} desc, c.number desc`,
  namedOrder: sql`"listPlace" desc, "listTie" desc`,
}

/** The condition that a row comes after the position; the position is of the same part. */
export const afterPosition = (position: ListPosition): RawBuilder<unknown> =>
  position.part === 'open'
    ? sql`(${dueOrNever}, c.id) > (${position.dueAt ?? 'infinity'}::timestamptz, ${position.id}::uuid)`
    : sql`(${closedOrNever}, c.number) < (${position.closedAt ?? '-infinity'}::timestamptz, ${position.number}::bigint)`
