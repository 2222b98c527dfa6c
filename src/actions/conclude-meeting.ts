import type { LocalDate } from '../domain/calendar/calendar.ts'
import { meetingLimits } from '../domain/cases/meeting.ts'
import { allow, refuse } from '../domain/shared/decision.ts'
import { cleanWords, tidyWords } from '../domain/shared/words.ts'
import type { Context } from './context.ts'
import { moveAsStaff, type StaffMove } from './make-move.ts'

type GivenItem = {
  readonly agencyId: string
  /** The person who does it, in words; may be empty. */
  readonly who: string
  readonly what: string
  readonly dueOn: LocalDate
}

export type ConcludeMeeting = {
  readonly words: string
  readonly items: readonly GivenItem[]
  /** Whether the resident reads the names of those who do it. */
  readonly namesShown: boolean
}

/**
 * Writes down what came of a meeting on the spot: a few words, and who does what by when. Refused: `nothing-said`,
 * `too-long`, `item-words-missing`, `item-words-too-long`, and what `moveAsStaff` refuses.
 */
export async function concludeMeeting(context: Context, move: StaffMove, given: ConcludeMeeting) {
  const words = cleanWords(given.words)
  if (!words.ok) return words
  // The event's own id is drawn first, as in every move: a filling of the demonstration that goes on knows it by that.
  const drawn = [context.newId()]
  const items = []
  for (const item of given.items) {
    const cleaned = cleanItem(item)
    if (!cleaned.ok) return cleaned
    items.push({ ...cleaned.value, id: context.newId() })
  }
  const named: Context = { ...context, newId: () => drawn.shift() ?? context.newId() }
  return moveAsStaff(named, move, {
    move: 'conclude-meeting',
    words: words.value,
    items,
    namesShown: given.namesShown,
  })
}

function cleanItem({ agencyId, dueOn, ...given }: GivenItem) {
  const what = cleanWords(given.what)
  if (!what.ok) return refuse(what.refusal === 'nothing-said' ? 'item-words-missing' : 'item-words-too-long')
  const who = tidyWords(given.who)
  const { whatCharacters, whoCharacters } = meetingLimits
  if ([...what.value].length > whatCharacters || [...who].length > whoCharacters) return refuse('item-words-too-long')
  return allow({ agencyId, dueOn, who, what: what.value })
}
