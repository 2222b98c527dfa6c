/** Whether a draft of a meeting is complete, said field by field, and what is sent when it is. */
import type { MoveBodies } from '../../shared/api.ts'
import type { Words } from '../language.tsx'
import type { MeetingDraft } from './drafts.ts'

export const meetingMoves = ['call-meeting', 'answer-meeting', 'conclude-meeting', 'finish-item'] as const
export type MeetingMove = (typeof meetingMoves)[number]

/** What is wrong, by field; `what 2` is that of an item. */
export type Wrongs = Readonly<Record<string, string>>

/** An instant from a day and a time by Beijing's clock. */
const instantOf = (day: string, time: string): Date => new Date(`${day}T${time}:00+08:00`)

export function wrongIn(
  move: MeetingMove,
  draft: MeetingDraft,
  now: Date,
  today: string,
  { deputy, desk }: Words,
): Wrongs {
  const { meeting } = deputy
  const found: Record<string, string> = {}
  const need = (field: string, there: boolean, words: string) => {
    if (!there) found[field] ??= words
  }
  switch (move) {
    case 'call-meeting':
      need('place', draft.place.trim() !== '', meeting.placeMissing)
      need('day', draft.day !== '', meeting.dayMissing)
      need('time', draft.time !== '', meeting.timeMissing)
      if (draft.day && draft.time) need('day', instantOf(draft.day, draft.time) > now, meeting.past)
      need('whom', draft.agencyIds.length > 0 || draft.withStation, meeting.whomMissing)
      break
    case 'answer-meeting':
      need('answer', draft.answer !== null, meeting.answerMissing)
      if (draft.answer === 'another-time') need('words', draft.words.trim() !== '', desk.move.wordsMissing)
      break
    case 'conclude-meeting':
      need('words', draft.words.trim() !== '', desk.move.wordsMissing)
      for (const { key, what, agencyId, dueOn } of draft.items) {
        need(`what ${key}`, what.trim() !== '', meeting.whatMissing)
        need(`agency ${key}`, agencyId !== null, meeting.agencyMissing)
        need(`by ${key}`, dueOn !== '', meeting.byMissing)
        need(`by ${key}`, dueOn >= today, meeting.byPast)
      }
      break
    case 'finish-item':
      need('item', draft.item !== null, meeting.answerMissing)
      need('words', draft.words.trim() !== '', desk.move.wordsMissing)
  }
  return found
}

export function bodyOf(move: MeetingMove, draft: MeetingDraft, seen: number): MoveBodies[MeetingMove] {
  const version = draft.version ?? seen
  const { words } = draft
  switch (move) {
    case 'call-meeting': {
      const { place, day, time, agencyIds, withStation } = draft
      return { version, words, place, at: instantOf(day, time).toISOString(), agencyIds: [...agencyIds], withStation }
    }
    case 'answer-meeting':
      return { version, words, answer: draft.answer ?? 'coming' }
    case 'conclude-meeting':
      return {
        version,
        words,
        namesShown: draft.namesShown,
        items: draft.items.map(({ what, agencyId, who, dueOn }) => ({ what, agencyId: agencyId ?? '', who, dueOn })),
      }
    case 'finish-item':
      return { version, words, item: draft.item ?? '' }
  }
}
