import { agencyById } from '../data/places/read.ts'
import { meetingLimits } from '../domain/cases/meeting.ts'
import { refuse } from '../domain/shared/decision.ts'
import { tidyWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, optionalWords, type StaffMove } from './make-move.ts'

export type CallMeeting = {
  readonly at: Date
  /** Where to come to, in words. */
  readonly place: string
  readonly agencyIds: readonly string[]
  /** Whether staff of the station are asked to come. */
  readonly withStation: boolean
  readonly words: string
}

/**
 * A deputy, a station or an office calls agencies to a meeting on the spot; called again, it is at another time.
 * Refused: `meeting-place-missing`, `meeting-place-too-long`, `too-long`, `no-such-agency`, `agency-named-twice`, and what
 * `moveAsStaff` refuses.
 */
export async function callMeeting(context: Context, move: StaffMove, given: CallMeeting) {
  const words = optionalWords(given.words)
  if (!words.ok) return words
  const place = tidyWords(given.place).replaceAll('\n', ' ')
  if (place === '') return refuse('meeting-place-missing')
  if ([...place].length > meetingLimits.placeCharacters) return refuse('meeting-place-too-long')
  const { agencyIds, withStation, at } = given
  if (new Set(agencyIds).size !== agencyIds.length) return refuse('agency-named-twice')
  const db = context.database.of(move.district)
  for (const id of agencyIds) if (!(await agencyById(db, id))) return refuse('no-such-agency')
  return moveAsStaff(context, move, { move: 'call-meeting', at, place, agencyIds, withStation, words: words.value })
}
