/** The drafts of the forms around a meeting. */
import type { MeetingAnswer } from '../../../src/domain/cases/meeting.ts'
import type { Seen } from '../moves/sending.ts'
import { draftsOf } from '../parts/drafts.ts'

export type ItemDraft = {
  readonly key: number
  readonly what: string
  readonly agencyId: string | null
  readonly who: string
  readonly dueOn: string
}

export type MeetingDraft = Seen & {
  readonly words: string
  readonly place: string
  readonly day: string
  readonly time: string
  readonly agencyIds: readonly string[]
  readonly withStation: boolean
  readonly answer: MeetingAnswer | null
  readonly items: readonly ItemDraft[]
  readonly namesShown: boolean
  readonly item: string | null
  readonly files: readonly File[]
}

export const emptyItem = (key: number): ItemDraft => ({ key, what: '', agencyId: null, who: '', dueOn: '' })

const empty: MeetingDraft = {
  words: '',
  place: '',
  day: '',
  time: '09:30',
  agencyIds: [],
  withStation: false,
  answer: null,
  items: [],
  namesShown: false,
  item: null,
  files: [],
  version: null,
  steps: 0,
}

const isTyped = ({ words, place, day, items, files }: MeetingDraft) =>
  files.length > 0 || [words, place, day, ...items.map(({ what }) => what)].some((typed) => typed.trim() !== '')

const drafts = draftsOf(empty, isTyped)

/** The draft of one form on one case; `first` is what it begins with. */
export const useMeetingDraft = (caseId: string, move: string, first: Partial<MeetingDraft>) =>
  drafts(`${caseId} ${move}`, first)
