/** 回避 of an agency: it turns out that a report complains of it, so it can neither hold nor see the case from now on. */
import { agencyById } from '../data/places/read.ts'
import { refuse } from '../domain/shared/decision.ts'
import { cleanWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

/**
 * Keeps an agency away from a case; one that leads it loses it.
 * Refused: `no-such-agency`, `nothing-said` without a reason, `too-long`, and what `moveAsStaff` refuses.
 */
export async function recuseAgency(context: Context, move: StaffMove, given: { agencyId: string; words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  if (!(await agencyById(context.database.of(move.district), given.agencyId))) return refuse('no-such-agency')
  return moveAsStaff(context, move, { move: 'recuse-agency', agencyId: given.agencyId, words: words.value })
}

/** Takes it back when it was marked by mistake. Refused: `nothing-said`, `too-long`, and what `moveAsStaff` refuses. */
export async function dropRecusal(context: Context, move: StaffMove, given: { words: string }) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  return moveAsStaff(context, move, { move: 'drop-recusal', words: words.value })
}
