/** What is done about a report: who holds it, how far it has come, and by when the next step is due. */
import type { LocalDate, WorkingCalendar } from '../calendar/calendar.ts'
import type { Address } from '../places/place.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { type Clock, clockFor } from './clock.ts'
import type { AgreedItem, Meeting } from './meeting.ts'
import type { CaseStatus } from './moves.ts'

export const outcomes = ['solved', 'planned', 'explained'] as const
/** 已解决 · 列入计划 · 解释说明. */
export type Outcome = (typeof outcomes)[number]

export const grades = ['satisfied', 'basically', 'not'] as const
/** 满意 · 基本满意 · 不满意. */
export type Grade = (typeof grades)[number]

/** What the resident thinks of an answer: of the way there, of the result, and whether the matter is solved. */
export type Judgement = {
  readonly process: Grade
  readonly result: Grade
  readonly solved: boolean
  /** Somebody helped the resident to give it: counted apart. Never false, so that plain ones are written as ever. */
  readonly assisted?: true
}

export const erasingWishes = ['resident', 'law'] as const
/** Whose wish it is that a report is erased: 群众本人 · 依法. */
export type ErasingWish = (typeof erasingWishes)[number]

/** Whether sending back is offered with a judgement. */
export const isNegative = (judgement: Judgement): boolean =>
  judgement.process === 'not' || judgement.result === 'not' || !judgement.solved

export const declineReasons = ['litigation', 'arbitration', 'petition-path', 'no-content', 'own-duplicate'] as const
/** 诉讼 · 仲裁 · 信访 · 没有具体内容 · 本人重复反映. */
export type DeclineReason = (typeof declineReasons)[number]

export const holderKinds = ['deputy', 'station', 'town', 'district'] as const
export type HolderKind = (typeof holderKinds)[number]
/** Who answers for the case on the congress's side. `id` is null for the district office. */
export type Holder = { readonly kind: HolderKind; readonly id: string | null }

/** A co-handling agency, which gives its opinion to the lead by a date of its own. */
export type CoHandler = { readonly agencyId: string; readonly dueAt: Date; readonly given: boolean }

/** 回避: the deputy, station or agency the report is about, who can neither hold nor see it. */
export type Recused = { readonly kind: 'deputy' | 'station' | 'agency'; readonly id: string }

/** While the resident is asked: where the case goes back to, who asked, and until when it waits. */
export type Waiting = {
  readonly from: 'accepted' | 'with-agency'
  readonly since: Date
  readonly until: Date
}

export type Case = {
  readonly id: string
  readonly reportId: string
  readonly status: CaseStatus
  readonly holder: Holder
  /** The deputy it was addressed to. */
  readonly deputyId: string | null
  readonly stationId: string | null
  readonly townId: string | null
  /** What it is about, once somebody sorted it. */
  readonly categoryId: string | null
  /** The lead agency, from the first hand-over on. */
  readonly agencyId: string | null
  readonly coHandlers: readonly CoHandler[]
  /** A meeting on the spot that was called and not yet held. */
  readonly meeting: Meeting | null
  /** What agencies agreed to do at such meetings, done or not. */
  readonly agreed: readonly AgreedItem[]
  readonly recused: Recused | null
  readonly disputes: number
  /** How often agencies said that it is not theirs; the second time the town settles it. */
  readonly returns: number
  /** 挂号督办: watched by the town until it is closed. */
  readonly supervised: boolean
  /** 紧急: danger to life, safety, water, power. */
  readonly urgent: boolean
  /** Who gave the last answer, and so redoes it when it is sent back. */
  readonly answeredBy: 'holder' | 'agency' | null
  /** The clock that runs now, or stands still while the resident is asked; null when nobody is waited for. */
  readonly clock: Clock | null
  readonly waiting: Waiting | null
  /** Who has used their one pausing question: units as `station:…`, `agency:…`. */
  readonly askers: readonly string[]
  /** Working days that questions have paused the case, in all. */
  readonly waitedDays: number
  /** An extension the agency asked for and nobody has decided on. */
  readonly extensionAsked: { readonly until: LocalDate; readonly userId: string } | null
  /** A refusal to take the case on, proposed by one person for another to confirm. */
  readonly declineProposed: { readonly reason: DeclineReason; readonly words: string; readonly userId: string } | null
  /** Who proposed and confirmed that it was declined; after an appeal, others must take it. */
  readonly declinedBy: readonly string[]
  readonly appealed: boolean
  readonly closed: {
    readonly at: Date
    readonly as: 'judged' | 'unjudged' | 'transferred' | 'imported' | 'erased'
  } | null
  /** The lead case it was merged under. */
  readonly mergedInto: string | null
  /** The day an answer promised that it will be done by, until that is fulfilled or explained. */
  readonly plannedFor: LocalDate | null
  /** How far the ladder of urging has come for the running clock. */
  readonly urged: 'no' | 'reminded' | 'urged' | 'supervised' | 'listed'
  /** Erasing what it holds, asked for by one person for another to consent to. */
  readonly eraseAsked: { readonly wish: ErasingWish; readonly words: string; readonly userId: string } | null
  /** What the report held is erased: no move is possible any more. */
  readonly erased: boolean
  /** Grows by one with every move; a move prepared on an older version is refused. */
  readonly version: number
}

/** What a new case has not been through. */
const untouched = {
  categoryId: null,
  agencyId: null,
  coHandlers: [],
  meeting: null,
  agreed: [],
  disputes: 0,
  returns: 0,
  supervised: false,
  urgent: false,
  answeredBy: null,
  waiting: null,
  askers: [],
  waitedDays: 0,
  extensionAsked: null,
  declineProposed: null,
  declinedBy: [],
  appealed: false,
  closed: null,
  mergedInto: null,
  plannedFor: null,
  urged: 'no',
  eraseAsked: null,
  erased: false,
  version: 1,
} as const

type Opening = {
  readonly id: string
  readonly reportId: string
  readonly address: Address
  /** «This is about the station or the deputy itself»: goes one level up, hidden from them. */
  readonly aboutAddressee: boolean
  /** It came when very much came in at once: a person looks at it first. */
  readonly isQuarantined?: boolean
  readonly now: Date
}

/** A case as it opens with its report: with the narrowest unit that was addressed, due to be accepted. */
export function openCase(given: Opening, rules: RuleSet, calendar: WorkingCalendar): Case {
  const { deputyId, stationId, townId } = given.address
  const levels: Holder[] = []
  if (deputyId) levels.push({ kind: 'deputy', id: deputyId })
  if (stationId) levels.push({ kind: 'station', id: stationId })
  if (townId) levels.push({ kind: 'town', id: townId })
  levels.push({ kind: 'district', id: null })
  const [addressed, above] = levels
  const about = given.aboutAddressee && addressed && above ? addressed : undefined
  const holder = (about ? above : addressed) as Holder
  const status = given.isQuarantined ? 'quarantined' : 'received'
  return {
    ...untouched,
    id: given.id,
    reportId: given.reportId,
    status,
    holder,
    deputyId,
    stationId,
    townId,
    recused:
      about?.id && (about.kind === 'deputy' || about.kind === 'station') ? { kind: about.kind, id: about.id } : null,
    clock: clockFor({ status, holder: holder.kind, redone: false, urgent: false }, given.now, rules, calendar),
  }
}

/** The town's office, or the district's where no town was addressed. */
export const officeOf = (item: Pick<Case, 'townId'>): Holder =>
  item.townId ? { kind: 'town', id: item.townId } : { kind: 'district', id: null }

/** Who is next above the holder, passing over whom the report is about; undefined at the district. */
export function holderAbove(item: Case): Holder | undefined {
  const station: Holder | undefined =
    item.stationId && item.recused?.id !== item.stationId ? { kind: 'station', id: item.stationId } : undefined
  switch (item.holder.kind) {
    case 'deputy':
      return station ?? officeOf(item)
    case 'station':
      return officeOf(item)
    case 'town':
      return { kind: 'district', id: null }
    case 'district':
      return undefined
  }
}

/**
 * Who goes on with a case whose deputy leaves: the successor, unless the report is about them or their station; else who
 * is next above.
 */
export function heirOf(item: Case, successorId: string | null): Holder {
  const { recused } = item
  const may = successorId !== null && recused?.id !== successorId && recused?.kind !== 'station'
  return may ? { kind: 'deputy', id: successorId } : (holderAbove(item) ?? item.holder)
}
