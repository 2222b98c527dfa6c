/** What a story is made of: who said what where, and what they and others did about it, each at its time. */

import type { LocalDate } from '../../domain/calendar/calendar.ts'
import type { DeclineReason, Judgement, Outcome } from '../../domain/cases/case.ts'
import type { MeetingAnswer } from '../../domain/cases/meeting.ts'
import type { Channel, Identity } from '../../domain/reports/report.ts'
import type { AgencyKey, TownKey, WholeLogin } from './district/whole-cast.ts'

/** What staff do with words and nothing else. */
export type WordsMove =
  | 'pass'
  | 'return'
  | 'ask'
  | 'relay'
  | 'message'
  | 'reopen'
  | 'refuse-extension'
  | 'give-opinion'
  | 'mark-urgent'
  | 'look-at-identity'

/** What staff do without a word. */
export type PlainMove =
  | 'release'
  | 'accept'
  | 'claim'
  | 'decline'
  | 'drop-decline'
  | 'grant-extension'
  | 'supervise'
  | 'urge'
  | 'split'

type ByStaff =
  | { readonly move: PlainMove }
  | { readonly move: WordsMove; readonly words: string }
  | {
      readonly move: 'hand-over'
      readonly agency: AgencyKey
      readonly words: string
      readonly coHandlers: readonly AgencyKey[]
    }
  | {
      readonly move: 'answer' | 'answer-directly' | 'fulfil'
      readonly words: string
      readonly outcome: Outcome
      readonly plannedFor: LocalDate | null
    }
  | { readonly move: 'propose-decline'; readonly reason: DeclineReason; readonly words: string }
  | { readonly move: 'ask-extension'; readonly until: LocalDate; readonly words: string }
  | { readonly move: 'transfer'; readonly town: TownKey; readonly words: string }
  | {
      readonly move: 'call-meeting'
      readonly meetsAt: Date
      readonly place: string
      readonly agencies: readonly AgencyKey[]
      readonly words: string
    }
  | { readonly move: 'answer-meeting'; readonly answer: MeetingAnswer; readonly words: string }
  | {
      readonly move: 'conclude-meeting'
      readonly words: string
      readonly items: readonly { agency: AgencyKey; who: string; what: string; dueOn: LocalDate }[]
    }
  /** Under the case of another story, by its name. */
  | { readonly move: 'merge'; readonly into: string }

type ByResident =
  | { readonly move: 'judge' | 'send-back'; readonly judgement: Judgement; readonly words: string }
  | { readonly move: 'reply' | 'message' | 'appeal' | 'reopen'; readonly words: string }
  | { readonly move: 'withdraw'; readonly wasAsked: boolean; readonly words: string }

/** One thing that someone did. `clock` is the product itself, where it acts within a day. */
export type Deed = { readonly at: Date } & (
  | ({ readonly by: WholeLogin } & ByStaff)
  | ({ readonly by: 'resident' } & ByResident)
  | { readonly by: 'clock'; readonly move: 'by-the-clock' }
)

/** Whom it was said to: one unit of the cast by its kind and key, such as `point xingfuli`; or the district. */
export type Addressee = `${'point' | 'deputy' | 'station' | 'town'} ${string}` | 'district'

export type Story = {
  /** Its own name among all stories: ids and receipts follow from it. */
  readonly name: string
  readonly at: Date
  readonly to: Addressee
  readonly channel: Channel
  readonly text: string
  readonly place: string
  readonly identity: Identity
  readonly aboutAddressee: boolean
  /** It came on an evening on which very much came in at once. */
  readonly isQuarantined?: boolean
  readonly deeds: readonly Deed[]
}
