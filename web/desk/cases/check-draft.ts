/** Whether a draft is complete, said field by field, and what is sent when it is. The server decides again. */
import { maxCharacters } from '../../../src/domain/shared/words.ts'
import type { MoveBodies, StaffMove } from '../../shared/api.ts'
import type { Words } from '../language.tsx'
import type { Draft } from './drafts.ts'
import { needsOf } from './staff-moves.ts'

export type Missing = { agency?: string; words?: string; outcome?: string; plannedFor?: string }

export function missingIn(move: StaffMove, draft: Draft, today: string, desk: Words['desk']): Missing {
  const needs = needsOf(move)
  const over = [...draft.words.trim()].length - maxCharacters
  const words =
    over > 0
      ? desk.move.wordsTooLong(over)
      : needs.includes('words') && !draft.words.trim()
        ? desk.move.wordsMissing
        : ''
  const planned = needs.includes('outcome') && draft.outcome === 'planned'
  const plannedFor =
    planned && !draft.plannedFor
      ? desk.move.plannedMissing
      : planned && draft.plannedFor <= today
        ? desk.move.plannedPast
        : ''
  return {
    ...(needs.includes('agency') && !draft.agencyId && { agency: desk.move.agencyMissing }),
    ...(words && { words }),
    ...(needs.includes('outcome') && !draft.outcome && { outcome: desk.move.outcomeMissing }),
    ...(plannedFor && { plannedFor }),
  }
}

/** What is sent. The draft must be complete. */
export function bodyOf(move: StaffMove, draft: Draft, seen: number): MoveBodies[StaffMove] {
  const version = draft.version ?? seen
  const { words, outcome, agencyId } = draft
  if (needsOf(move).includes('outcome') && outcome)
    return { version, words, outcome, plannedFor: outcome === 'planned' ? draft.plannedFor : null }
  if (needsOf(move).includes('agency') && agencyId) return { version, agencyId, words }
  return { version, words }
}
