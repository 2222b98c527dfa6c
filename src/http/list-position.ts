/** Where a page of a list ended, as text that goes into a query and comes back. */
import { Refusal } from './refusals.ts'

export type Position = { readonly dueAt: Date | null; readonly id: string }

export const encodePosition = ({ dueAt, id }: Position): string => `${dueAt?.getTime() ?? ''}_${id}`

/** Refused: `not-understood` when it is not what `encodePosition` makes. */
export function decodePosition(typed: string): Position {
  const parts = /^(\d{0,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typed)
  if (!parts) throw new Refusal('not-understood', 'after')
  return { dueAt: parts[1] ? new Date(Number(parts[1])) : null, id: parts[2] as string }
}
