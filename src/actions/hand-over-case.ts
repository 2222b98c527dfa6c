import { agencyById } from '../data/places/read.ts'
import { refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/**
 * A station or office gives a case to an agency, which then has the rule set's days to answer.
 * Refused: `no-such-agency`, `too-long`, and what `moveAsStaff` refuses.
 */
export async function handOverCase(context: Context, move: StaffMove, given: { agencyId: string; words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok && words.refusal === 'too-long') return words
  const agency = await agencyById(context.database.of(move.district), given.agencyId)
  if (!agency) return refuse('no-such-agency')
  return moveAsStaff(context, move, { move: 'hand-over', agencyId: agency.id, words: words.ok ? words.value : '' })
}
