/** The drafts of moves, and of what else is written on a case. */
import type { DeclineReason, Outcome } from '../../../src/domain/cases/case.ts'
import type { StaffMove } from '../../shared/api.ts'
import { draftsOf } from '../parts/drafts.ts'
import type { Seen } from './sending.ts'

/** A co-handling agency being chosen; without a day it has the lead's. `key` tells the rows of the form apart. */
export type CoHandlerDraft = { readonly key: number; readonly agencyId: string | null; readonly dueOn: string }

export type Draft = Seen & {
  readonly words: string
  /** The words began as a template, whose fields must be filled in before they are sent. */
  readonly fromTemplate: boolean
  readonly files: readonly File[]
  readonly agencyId: string | null
  readonly coHandlers: readonly CoHandlerDraft[]
  readonly outcome: Outcome | null
  /** The day an answer promises, or an extension asks for. */
  readonly day: string
  readonly reason: DeclineReason | null
  /** The case to merge under. */
  readonly leadId: string | null
  readonly target: 'town' | 'district'
  readonly townId: string | null
  readonly district: string
}

const empty: Draft = {
  words: '',
  fromTemplate: false,
  files: [],
  agencyId: null,
  coHandlers: [],
  outcome: null,
  day: '',
  reason: null,
  leadId: null,
  target: 'town',
  townId: null,
  district: '',
  version: null,
  steps: 0,
}
/** A question and a message are one form with two ways to send it. */
export const formOf = (move: StaffMove): StaffMove => (move === 'ask' ? 'message' : move)

/** What words can be drafted for besides moves. */
type Beside = 'look-at-identity' | 'note'

const nameOf = (caseId: string, move: StaffMove | Beside) =>
  `${caseId} ${move === 'look-at-identity' || move === 'note' ? move : formOf(move)}`
const isTyped = (draft: Draft) =>
  draft.words.trim() !== '' ||
  draft.district !== '' ||
  draft.files.length > 0 ||
  draft.coHandlers.length > 0 ||
  [draft.agencyId, draft.outcome, draft.reason, draft.leadId, draft.townId].some((chosen) => chosen !== null)

const drafts = draftsOf(empty, isTyped)

/** The draft of one move of one case, with a way to change it and one to drop it. */
export const useDraft = (caseId: string, move: StaffMove | Beside) => drafts(nameOf(caseId, move))
