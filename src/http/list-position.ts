/** Where a page of a list ended, as text that goes into a query and comes back. */
import type { ListPosition } from '../data/cases/read-list.ts'
import { Refusal } from './refusals.ts'

const moment = (at: Date | null): string => `${at?.getTime() ?? ''}`
const read = (typed: string | undefined): Date | null => (typed ? new Date(Number(typed)) : null)

/** Of a list: the time and the id or number of its last row. */
export const encodePosition = (position: ListPosition): string =>
  position.part === 'open'
    ? `${moment(position.dueAt)}_${position.id}`
    : `${moment(position.closedAt)}e${position.number}`

/** Refused: `not-understood` when it is not what `encodePosition` makes. */
export function decodePosition(typed: string): ListPosition {
  const open = /^(\d{0,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typed)
  if (open) return { part: 'open', dueAt: read(open[1]), id: open[2] as string }
  const ended = /^(\d{0,15})e(\d{1,15})$/.exec(typed)
  if (ended) return { part: 'ended', closedAt: read(ended[1]), number: Number(ended[2]) }
  throw new Refusal('not-understood', 'after')
}

/** Of a search: the number below which it goes on. */
export const encodeNumber = (number: number): string => `n${number}`

/** Refused: `not-understood` when it is not what `encodeNumber` makes. */
export function decodeNumber(typed: string): number {
  const number = /^n(\d{1,15})$/.exec(typed)?.[1]
  if (!number) throw new Refusal('not-understood', 'after')
  return Number(number)
}
