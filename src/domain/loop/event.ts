/** One step in the history of a matter, as it is written down. */
import type { ActingRole } from '../people/actor.ts'

export type MatterEvent = {
  readonly id: string
  /** What it happened to: a case, a place and its codes, what is kept under rules, or an account. */
  readonly subjectKind: 'case' | 'place' | 'rules' | 'account'
  readonly subjectId: string
  readonly kind: string
  readonly at: Date
  readonly actorKind: ActingRole
  /** The user who acted; null for a resident and for the system. */
  readonly actorId: string | null
  readonly fromStatus: string | null
  readonly toStatus: string | null
  /** What it brought along: words, outcome, judgement. Erasable, so nothing that the history needs to be whole. */
  readonly detail: EventDetail
}

/** Text, whole numbers, yes or no, lists and nothing: what has one canonical form. */
export type EventDetail = { readonly [name: string]: EventValue }
type EventValue = string | number | boolean | null | readonly EventValue[] | EventDetail
