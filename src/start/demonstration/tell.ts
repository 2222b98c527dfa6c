/** Words in which the stories written by hand are told: one short call for each thing that someone does. */
import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { DeclineReason, Judgement, Outcome } from '../../domain/cases/case.ts'
import type { Channel, Identity } from '../../domain/reports/report.ts'
import type { Addressee, Deed, PlainMove, Story, WordsMove } from './deed.ts'
import type { AgencyKey, TownKey, WholeLogin } from './district/whole-cast.ts'

/** Times as stories tell them: so many working days before the first start, at about this hour. */
export type Days = {
  (daysAgo: number, hour: number): Date
  /** The day so many working days ago; ahead when negative. */
  day(daysAgo: number): LocalDate
}

export const anonymous: Identity = { kind: 'anonymous' }
export const knownTo = (kind: 'station' | 'agency', name: string, phone = ''): Identity => ({ kind, name, phone })

export const pleased: Judgement = { process: 'satisfied', result: 'satisfied', solved: true }
export const content: Judgement = { process: 'satisfied', result: 'basically', solved: true }
export const patient: Judgement = { process: 'satisfied', result: 'basically', solved: false }
export const displeased: Judgement = { process: 'basically', result: 'not', solved: false }
export const angry: Judgement = { process: 'not', result: 'not', solved: false }

type Telling = {
  readonly name: string
  readonly at: Date
  readonly to: Addressee
  readonly text: string
  readonly place: string
  readonly identity?: Identity
  readonly channel?: Channel
  readonly aboutAddressee?: boolean
  readonly isQuarantined?: boolean
}

/** A story: what was said, and what came of it. */
export const story = (told: Telling, ...deeds: readonly Deed[]): Story => ({
  identity: anonymous,
  channel: 'web',
  aboutAddressee: false,
  ...told,
  deeds,
})

/** What someone on the desk does without a word, and with words alone. */
export const does = (by: WholeLogin, at: Date, move: PlainMove): Deed => ({ by, at, move })
export const accepts = (by: WholeLogin, at: Date): Deed => ({ by, at, move: 'accept' })
export const says = (
  by: WholeLogin,
  at: Date,
  move: WordsMove | 'reopen' | 'look-at-identity',
  words: string,
): Deed => ({
  by,
  at,
  move,
  words,
})

export const handsOver = (
  by: WholeLogin,
  at: Date,
  agency: AgencyKey,
  words = '',
  coHandlers: readonly AgencyKey[] = [],
): Deed => ({ by, at, move: 'hand-over', agency, words, coHandlers })

/** Calls agencies of the cast to a place and a time. */
export const callsMeeting = (
  by: WholeLogin,
  at: Date,
  to: { readonly meetsAt: Date; readonly place: string; readonly agencies: readonly AgencyKey[] },
  words = '',
): Deed => ({ by, at, move: 'call-meeting', ...to, words })
export const comes = (by: WholeLogin, at: Date, words: string): Deed => ({
  by,
  at,
  move: 'answer-meeting',
  answer: 'coming',
  words,
})
type Agreed = { readonly agency: AgencyKey; readonly who: string; readonly what: string; readonly dueOn: LocalDate }
export const concludes = (by: WholeLogin, at: Date, words: string, ...items: readonly Agreed[]): Deed => ({
  by,
  at,
  move: 'conclude-meeting',
  words,
  items,
})

type Answering = 'answer' | 'answer-directly' | 'fulfil'

/** An answer: «solved» and «explained» by their word, a plan by the day it is promised for. */
export const answers = (
  by: WholeLogin,
  at: Date,
  outcome: Exclude<Outcome, 'planned'> | { readonly plannedFor: LocalDate },
  words: string,
  move: Answering = 'answer',
): Deed =>
  typeof outcome === 'string'
    ? { by, at, move, words, outcome, plannedFor: null }
    : { by, at, move, words, outcome: 'planned', plannedFor: outcome.plannedFor }
export const answersDirectly = (
  by: WholeLogin,
  at: Date,
  outcome: Parameters<typeof answers>[2],
  words: string,
): Deed => answers(by, at, outcome, words, 'answer-directly')

export const asksExtension = (by: WholeLogin, at: Date, until: LocalDate, words: string): Deed => ({
  by,
  at,
  move: 'ask-extension',
  until,
  words,
})
export const proposesDecline = (by: WholeLogin, at: Date, reason: DeclineReason, words: string): Deed => ({
  by,
  at,
  move: 'propose-decline',
  reason,
  words,
})
export const transfers = (by: WholeLogin, at: Date, town: TownKey, words: string): Deed => ({
  by,
  at,
  move: 'transfer',
  town,
  words,
})
export const merges = (by: WholeLogin, at: Date, into: string): Deed => ({ by, at, move: 'merge', into })
export const byTheClock = (at: Date): Deed => ({ by: 'clock', at, move: 'by-the-clock' })

/** What the resident does with the receipt. */
export const judges = (at: Date, judgement: Judgement, words = ''): Deed => ({
  by: 'resident',
  at,
  move: 'judge',
  judgement,
  words,
})
export const sendsBack = (at: Date, judgement: Judgement, words: string): Deed => ({
  by: 'resident',
  at,
  move: 'send-back',
  judgement,
  words,
})
export const residentSays = (at: Date, move: 'reply' | 'message' | 'appeal' | 'reopen', words: string): Deed => ({
  by: 'resident',
  at,
  move,
  words,
})
export const withdraws = (at: Date, words: string, wasAsked = false): Deed => ({
  by: 'resident',
  at,
  move: 'withdraw',
  words,
  wasAsked,
})
