/** 现场协调: agencies called to a place and a time, and what was agreed there: who does what by when. */
import { type LocalDate, localDate } from '../calendar/calendar.ts'
import { allow, refuse } from '../shared/decision.ts'
import type { Deciding } from './acting.ts'
import type { Case } from './case.ts'

export const meetingAnswers = ['coming', 'another-time'] as const
/** 到场 · 要改时间. */
export type MeetingAnswer = (typeof meetingAnswers)[number]

export type MeetingCall = { readonly agencyId: string; readonly answer: MeetingAnswer | null }

/** A meeting that was called and is neither held nor called off. Where it is stands in the event that called it. */
export type Meeting = { readonly at: Date; readonly calls: readonly MeetingCall[] }

/** Something an agency agreed to do by a day. What it is and who does it stands in the event that concluded the meeting. */
export type AgreedItem = {
  readonly id: string
  readonly agencyId: string
  readonly dueOn: LocalDate
  readonly done: boolean
}

export const meetingLimits = {
  agencies: 20,
  items: 20,
  placeCharacters: 100,
  whoCharacters: 40,
  whatCharacters: 200,
} as const

/** Every agency that has a part in a case: the lead, those that give their opinion, are called, or agreed to something. */
export const agenciesOf = (item: Pick<Case, 'agencyId' | 'coHandlers' | 'meeting' | 'agreed'>): readonly string[] => [
  ...(item.agencyId === null ? [] : [item.agencyId]),
  ...item.coHandlers.map(({ agencyId }) => agencyId),
  ...(item.meeting?.calls ?? []).map(({ agencyId }) => agencyId),
  ...item.agreed.map(({ agencyId }) => agencyId),
]

/** What an agency still has to say or do about meetings on a case, whoever leads it. */
export const owesMeeting = (item: Pick<Case, 'meeting' | 'agreed'>, agencyId: string): boolean =>
  (item.meeting?.calls.some((call) => call.agencyId === agencyId && call.answer === null) ?? false) ||
  item.agreed.some((agreed) => agreed.agencyId === agencyId && !agreed.done)

/**
 * Calls a meeting, in place of one that was called before. Refused: `meeting-in-the-past`; `meeting-calls-nobody` without
 * an agency and without the station.
 */
export function calledMeeting(
  item: Case,
  given: { readonly at: Date; readonly agencyIds: readonly string[]; readonly withStation: boolean },
  { now }: Deciding,
) {
  if (given.at <= now) return refuse('meeting-in-the-past')
  if (given.agencyIds.length === 0 && !given.withStation) return refuse('meeting-calls-nobody')
  const calls = given.agencyIds.map((agencyId) => ({ agencyId, answer: null }))
  return allow({ ...item, meeting: { at: given.at, calls } })
}

/**
 * Writes down what was agreed. Refused: `item-of-nobody-there` for an agency that has no part in the case;
 * `item-due-in-the-past` for a day before today.
 */
export function concludedMeeting(item: Case, items: readonly Omit<AgreedItem, 'done'>[], { now, calendar }: Deciding) {
  const there = agenciesOf(item)
  if (items.some(({ agencyId }) => !there.includes(agencyId))) return refuse('item-of-nobody-there')
  if (items.some(({ dueOn }) => dueOn < localDate(now, calendar))) return refuse('item-due-in-the-past')
  const added = items.map(({ id, agencyId, dueOn }) => ({ id, agencyId, dueOn, done: false }))
  return allow({ ...item, meeting: null, agreed: [...item.agreed, ...added] })
}

/** Marks an item as done by one of these agencies. Refused: `no-such-item`; `item-done-already`. */
export function finishedItem(item: Case, id: string, agencies: readonly (string | null)[]) {
  const found = item.agreed.find((agreed) => agreed.id === id && agencies.includes(agreed.agencyId))
  if (!found) return refuse('no-such-item')
  if (found.done) return refuse('item-done-already')
  return allow({ ...item, agreed: item.agreed.map((each) => (each === found ? { ...each, done: true } : each)) })
}
