/** The history of a case as people may read it, field by field. */
import type { CaseReply } from '../contract/cases.ts'
import type { AttachedFileReply, NotKeptReply } from '../contract/files.ts'
import type { StepReply } from '../contract/receipts.ts'
import type { DueDateReply, UnitReply } from '../contract/shared.ts'
import type { AttachedFile, HistoryRow } from '../data/events/read.ts'
import type { WorkingCalendar } from '../domain/calendar/calendar.ts'
import { type Case, declineReasons, erasingWishes, type Grade, type Outcome, outcomes } from '../domain/cases/case.ts'
import { explain } from '../domain/cases/clock.ts'
import { staffMayHave } from '../domain/cases/file-sight.ts'
import type { CaseStatus } from '../domain/cases/moves.ts'
import type { NotKept } from '../domain/files/file.ts'
import { identityKinds } from '../domain/reports/report.ts'
import type { Language } from '../words/language.ts'
import { agreedIn } from './present-meetings.ts'
import { removedFiles } from './present-readings.ts'
import { sentenceOf } from './refusals.ts'

type Reader = 'resident' | 'staff'

/** Words a resident reads: the answers and their own. Why offices pass a case on stays between them. */
const shownToResident: readonly string[] = [
  'answer',
  'answer-directly',
  'answer-with-lead',
  'fulfil',
  'relay',
  'ask',
  'reply',
  'message',
  'decline',
  'appeal',
  'reopen',
  'withdraw',
  'transfer',
  'judge',
  'send-back',
  'look-at-identity',
  'conclude-meeting',
  'finish-item',
  'erase',
]

/** Steps between offices that say nothing to the resident until they lead to something. */
const keptFromResident: readonly string[] = [
  'propose-decline',
  'drop-decline',
  'give-opinion',
  'call-meeting',
  'answer-meeting',
  'call-off-meeting',
  'ask-extension',
  'refuse-extension',
  'remind',
  'ask-erase',
  'drop-erase',
  'sort',
  'note',
  'correct-note',
]

/** Whether the files of an event are the resident's to have: those they sent, and those of words they read. */
export const isForResident = (eventKind: string): boolean =>
  eventKind === 'receive' || shownToResident.includes(eventKind)

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * The steps, oldest first. Residents see units, and people only where a deputy acts; staff see who acted. Whoever does
 * not hear (`canHear`) does not learn of what a resident recorded.
 */
export const presentSteps = (history: readonly HistoryRow[], reader: Reader, hears = true): StepReply[] => {
  const gone = removedFiles(history)
  return history
    .filter((row) => reader === 'staff' || isToldToResident(row))
    .map((row) => {
      const detail = row.detail ?? {}
      const unitName = text(detail.by)
      const person = reader === 'staff' && row.actorName && row.actorKind !== 'deputy' ? ` ${row.actorName}` : ''
      const to = detail.to as UnitReply | undefined
      return {
        kind: row.kind as StepReply['kind'],
        at: row.at.toISOString(),
        by: { kind: row.actorKind as StepReply['by']['kind'], name: unitName + person },
        to: to ? { kind: to.kind, name: to.name } : null,
        words: reader === 'staff' || shownToResident.includes(row.kind) ? text(detail.words) : '',
        files: row.files
          .filter(({ id }) => !gone.has(id))
          .filter(({ kind }) =>
            reader === 'staff'
              ? staffMayHave({ kind, by: row.actorKind }, hears)
              : // What went along to another district is shown where it was said.
                isForResident(row.kind) && detail.continued !== true,
          )
          .map(presentFile),
        status: row.toStatus as CaseStatus | null,
        outcome: outcomes.find((known) => known === detail.outcome) ?? null,
        wish: erasingWishes.find((known) => known === detail.wish) ?? null,
        reason: declineReasons.find((known) => known === detail.reason) ?? null,
        until: text(detail.until) || text(detail.plannedFor) || null,
        dueBefore: text(detail.before) || null,
        saidAt: text(detail.saidAt) || null,
        identity: identityKinds.find((known) => row.kind === 'choose-identity' && known === detail.identity) ?? null,
        agreed: agreedIn(row, history, reader === 'resident'),
        continued: detail.continued === true,
      }
    })
}

/** Not what stays between offices, nor words that nobody has held against the original yet. */
const isToldToResident = ({ kind, detail }: HistoryRow): boolean =>
  !keptFromResident.includes(kind) && (kind !== 'read-file' || detail?.confirmed === true)

const answers: readonly string[] = ['answer', 'answer-directly', 'answer-with-lead', 'fulfil']

const presentFile = ({ id, kind, type, width, height, seconds }: AttachedFile): AttachedFileReply => ({
  id,
  kind,
  type,
  width,
  height,
  seconds,
})

/** The files that were not kept, each with its sentence. */
export const presentNotKept = (notKept: readonly NotKept[], language: Language): NotKeptReply[] =>
  notKept.map(({ position, refusal }) => ({ position, refusal, message: sentenceOf(refusal, language) }))

/** The latest answer, if there is one and it is not erased. */
export function presentAnswer(history: readonly HistoryRow[]): CaseReply['answer'] {
  const row = history.findLast(({ kind }) => answers.includes(kind))
  if (!row?.detail) return null
  const { detail } = row
  return {
    // An answer that was given elsewhere keeps its own time.
    at: text(detail.saidAt) || row.at.toISOString(),
    by: answeringUnit(history, row),
    words: text(detail.words),
    outcome: detail.outcome as Outcome,
    plannedFor: text(detail.plannedFor) || null,
  }
}

/** Who answered; an answer that came with the lead's is told as the office's that put the cases together. */
function answeringUnit(history: readonly HistoryRow[], row: HistoryRow): UnitReply {
  const by = row.kind === 'answer-with-lead' ? (history.findLast(({ kind }) => kind === 'merge') ?? row) : row
  return { kind: by.actorKind as UnitReply['kind'], name: text(by.detail?.by) }
}

/** The latest judgement, if there is one. */
export function presentJudgement(history: readonly HistoryRow[]): CaseReply['judgement'] {
  const detail = history.findLast(({ kind }) => kind === 'judge' || kind === 'send-back')?.detail
  if (!detail) return null
  return {
    process: detail.process as Grade,
    result: detail.result as Grade,
    solved: detail.solved === true,
    ...(detail.assisted === true && { assisted: true }),
  }
}

/** What the resident said on the telephone to somebody who did not answer the case; the latest call that was answered. */
export function presentCallBack(history: readonly HistoryRow[]): CaseReply['callBack'] {
  const row = history.findLast(({ kind, detail }) => kind === 'call-back' && detail?.cameOfIt === 'answered')
  if (!row?.detail) return null
  const { process, result, solved } = row.detail
  return { process: process as Grade, result: result as Grade, solved: solved === true, at: row.at.toISOString() }
}

/** When the next step is due, with every day that was looked at. */
export function presentDue(item: Case, calendar: WorkingCalendar): DueDateReply | null {
  if (!item.clock) return null
  const { startedAt, limit, dueAt, originalDueAt, extendedUntil, pauses } = item.clock
  return {
    startedAt: startedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    limit: { count: limit.count, unit: limit.unit },
    originalDueAt: originalDueAt.toISOString(),
    extendedUntil,
    pausedSince: pauses.find(({ to }) => to === null)?.from.toISOString() ?? null,
    days: explain(item.clock, calendar).days.map(({ date, weekday, counts, why, name }) => ({
      date,
      weekday,
      counts,
      why,
      name,
    })),
  }
}
