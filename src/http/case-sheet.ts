/** The file of a case as one PDF, in the caller's language: what the case's page shows, and never who spoke. */
import { z } from 'zod'
import { type CaseSheet, mostPhotosPrinted, printCase, type SheetPart, smallPhotos } from '../actions/print-case.ts'
import type { CaseReply } from '../contract/cases.ts'
import type { StepReply } from '../contract/receipts.ts'
import { caseFor } from '../data/cases/read.ts'
import { historyOf } from '../data/events/read.ts'
import { rulesAt, workingCalendar } from '../data/rules/read.ts'
import { dueStatuses } from '../domain/cases/moves.ts'
import { dayWords, deadlineWords, hourWords, instantWords } from '../words/dates.ts'
import { desk as deskEn } from '../words/en/desk.ts'
import { lists as listsEn } from '../words/en/lists.ts'
import { terms as termsEn } from '../words/en/terms.ts'
import type { Language } from '../words/language.ts'
import { desk as deskZh } from '../words/zh/desk.ts'
import { lists as listsZh } from '../words/zh/lists.ts'
import { terms as termsZh } from '../words/zh/terms.ts'
import { sessionOn } from './guard.ts'
import { type Deciding, presentCase } from './present-case.ts'
import { Refusal } from './refusals.ts'
import type { Doors, Server } from './server.ts'

const wordsOf = {
  zh: { desk: deskZh as unknown as typeof deskEn, print: listsZh.print as typeof listsEn.print, terms: termsZh },
  en: { desk: deskEn, print: listsEn.print, terms: termsEn },
}
type Words = (typeof wordsOf)['zh'] & { readonly language: Language }

/** Looks at who spoke, and changes of who may, are for the desk and the resident, not for paper. */
const leftOut: readonly StepReply['kind'][] = ['look-at-identity', 'choose-identity']

export function caseSheetRoutes(app: Server, { context }: Doors): void {
  app.get(
    '/api/v1/cases/:id/sheet',
    {
      config: { access: 'signed-in' },
      schema: {
        tags: ['desk'],
        description:
          'The file of a case as a PDF: words, steps, how the time is counted, answer, judgement, small photos. Never who spoke.',
        params: z.strictObject({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const session = sessionOn(request)
      const { district, staff } = session
      const db = context.database.of(district.id)
      const item = await caseFor(db, staff, request.params.id)
      if (!item) throw new Refusal('no-such-case')
      const now = context.now()
      const [rules, calendar, history] = await Promise.all([
        rulesAt(db, now),
        workingCalendar(db),
        historyOf(db, item.id),
      ])
      const deciding: Deciding = { session, rules, calendar, now, language: request.language }
      const shown = presentCase(item, history, deciding)
      const attachments = shown.steps.flatMap(({ files }) =>
        files.flatMap((file) => (file.kind === 'photo' ? [file.id] : [])),
      )
      const photos = await smallPhotos(context, district.id, { caseId: item.id, attachments })
      const printed = { at: now, by: staff.name, photos, more: attachments.length - mostPhotosPrinted }
      const pdf = await printCase(caseSheetOf(shown, request.language, printed))
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${shown.number}.pdf"`)
        .header('cache-control', 'private, no-store')
        .send(pdf)
    },
  )
}

type Printed = { readonly at: Date; readonly by: string; readonly photos: readonly Uint8Array[]; readonly more: number }

/** What stands on paper of what the person is shown on the desk; `more` photos were left out. */
export function caseSheetOf(shown: CaseReply, language: Language, printed: Printed): CaseSheet {
  const words = { ...wordsOf[language], language }
  const { desk, print, terms } = words
  const { clock } = desk
  const due = dueStatuses.includes(shown.status) ? shown.due : null
  const received = hourWords(new Date(shown.receivedAt), language)
  const facts: [string, string | null | false][] = [
    [print.status, terms.status[shown.status]],
    [print.saidAt, shown.place],
    [desk.case.reportedPlace, shown.reportedPlace],
    [desk.case.channel, desk.case.channels[shown.channel as keyof typeof desk.case.channels]],
    [print.received, received],
    [desk.case.heldBy, shown.heldBy.name],
    [desk.case.agency, shown.agency?.name ?? null],
    [desk.case.lead, shown.lead],
    [desk.case.merged, shown.merged.join(desk.list.between)],
    [print.urgent, shown.urgent && print.yes],
    [print.supervised, shown.supervised && print.yes],
    [print.due, due && deadlineWords(new Date(due.dueAt), language)],
  ]
  const parts: (SheetPart | null)[] = [
    {
      kind: 'words',
      heading: print.original,
      lines: linesOf(shown.erased ? print.erased : shown.text || print.onlyFiles),
    },
    printed.photos.length > 0
      ? {
          kind: 'photos',
          heading: printed.more > 0 ? print.morePhotos(String(printed.more)) : print.photos,
          photos: printed.photos,
        }
      : null,
    due && {
      kind: 'table',
      heading: print.clock,
      rows: [
        [clock[due.limit.unit](due.limit.count), '', ''] as const,
        ...due.days.map((day) => [dayWords(day.date, language), dayReason(day, due.limit.unit, words), ''] as const),
      ],
    },
    answerPart(shown, words),
    judgementPart(shown, words),
    {
      kind: 'table',
      heading: print.trail,
      rows: shown.steps.filter(({ kind }) => !leftOut.includes(kind)).map((step) => stepRow(step, words)),
    },
  ]
  return {
    product: terms.product,
    documentTitle: print.title(shown.number),
    number: shown.number,
    title: shown.title,
    facts: facts.flatMap(([label, value]) => (value ? [[label, value] as const] : [])),
    parts: parts.filter((part) => part !== null),
    foot: print.foot(instantWords(printed.at, language), printed.by),
    page: print.page,
  }
}

const linesOf = (text: string): string[] => text.split('\n').filter((words) => words.trim() !== '')

type Day = NonNullable<CaseReply['due']>['days'][number]

/** Why a day counts or does not, as the desk says it. */
function dayReason(
  { why, counts, name }: Day,
  unit: NonNullable<CaseReply['due']>['limit']['unit'],
  { desk }: Words,
): string {
  const { clock } = desk
  if (why === 'start') return unit === 'hours' ? clock.startDayHours : clock.startDay
  if (why === 'paused') return clock.pausedDay
  if (why === 'extended') return clock.extendedDay
  if (counts === null) return why === 'holiday' ? clock.holidayOff(name ?? '') : clock.dayOff
  const counted = unit === 'hours' ? clock.hoursCount : clock.counts(counts)
  return why === 'make-up' ? `${counted}${clock.between}${clock.makeUpDay}` : counted
}

function answerPart({ answer }: CaseReply, { desk, print, terms, language }: Words): SheetPart | null {
  if (!answer) return null
  const outcome = [
    terms.outcome[answer.outcome],
    answer.plannedFor && desk.case.plannedFor(dayWords(answer.plannedFor, language)),
  ]
  const about = [instantWords(new Date(answer.at), language), answer.by.name, ...outcome].filter(Boolean).join(' · ')
  return { kind: 'words', heading: print.answer, lines: [about, ...linesOf(answer.words)] }
}

function judgementPart({ judgement }: CaseReply, { desk, print, terms }: Words): SheetPart | null {
  if (!judgement) return null
  const rows = [
    [desk.case.process, judgement.process && terms.grade[judgement.process]],
    [desk.case.result, judgement.result && terms.grade[judgement.result]],
    [desk.case.solved, judgement.solved ? terms.solved.yes : terms.solved.no],
  ] as const
  return {
    kind: 'table',
    heading: print.judgement,
    rows: rows.flatMap(([label, value]) => (value ? [[label, value, ''] as const] : [])),
  }
}

/** A step with when, who, to whom, and the words that went along. Of what residents do only the hour is known. */
function stepRow(step: StepReply, { desk, terms, language }: Words): readonly [string, string, string] {
  const { trail } = desk
  const at = new Date(step.at)
  const byResident = (step.kind === 'receive' && !step.continued) || step.by.kind === 'resident'
  const who = step.by.kind === 'resident' ? terms.resident : step.by.kind === 'system' ? terms.system : step.by.name
  const did = step.continued ? trail.continued : trail.did[step.kind]
  const more = [
    step.outcome && trail.outcome(terms.outcome[step.outcome]),
    step.reason && trail.reason(terms.declineReason[step.reason]),
    step.until && trail.until(dayWords(step.until, language)),
    step.dueBefore && trail.dueBefore(deadlineWords(new Date(step.dueBefore), language)),
  ].filter(Boolean)
  const below = [more.join(trail.between), step.words].filter(Boolean).join('\n')
  const to = step.to ? trail.to(step.to.name) : ''
  return [byResident ? hourWords(at, language) : instantWords(at, language), `${who} ${did}${to}`, below]
}
