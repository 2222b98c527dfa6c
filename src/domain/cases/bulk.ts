/** One move on many cases: which moves can be made so, and when a second person must consent. */

import type { LocalDate } from '../calendar/calendar.ts'
import type { Membership, Staff } from '../people/actor.ts'
import type { Outcome } from './case.ts'

export const bulkMoves = ['accept', 'hand-over', 'merge', 'message', 'answer-directly', 'urge'] as const
export type BulkMove = (typeof bulkMoves)[number]

export const bulkStates = ['proposed', 'going', 'done', 'dropped'] as const
/** Proposed: waits for a second person. Going: being done, one case after the other. */
export type BulkState = (typeof bulkStates)[number]

/** What the move brings with it, the same for every case. */
export type BulkGiven =
  | { readonly move: 'accept' | 'urge' }
  | { readonly move: 'hand-over'; readonly agencyId: string; readonly words: string }
  | { readonly move: 'merge'; readonly into: string }
  | { readonly move: 'message'; readonly words: string }
  | {
      readonly move: 'answer-directly'
      readonly words: string
      readonly outcome: Outcome
      readonly plannedFor: LocalDate | null
    }

/** As many cases as one person may move at once by themselves. */
export const mostAlone = 50

/** Whether another member of the unit must consent: for very many, and whenever many residents get the same words. */
export const needsConsent = (move: BulkMove, cases: number): boolean =>
  cases > mostAlone || (cases > 1 && (move === 'message' || move === 'answer-directly'))

export type BulkUnit = { readonly kind: 'station' | 'town' | 'district'; readonly id: string | null }

/** The unit whose members may consent: the person's own office, a deputy's station. Undefined for everyone else. */
export function unitInBulk({
  memberships,
  stationIds,
}: Pick<Staff, 'memberships' | 'stationIds'>): BulkUnit | undefined {
  for (const kind of ['district', 'town', 'station'] as const) {
    const own = memberships.find(({ role }) => role === kind)
    if (own) return { kind, id: own.unitId }
  }
  const station = memberships.some(({ role }) => role === 'deputy') ? stationIds[0] : undefined
  return station === undefined ? undefined : { kind: 'station', id: station }
}

/** Whether the person belongs to the unit in its own role. */
export const isMember = (memberships: readonly Membership[], unit: BulkUnit): boolean =>
  memberships.some(({ role, unitId }) => role === unit.kind && unitId === unit.id)
