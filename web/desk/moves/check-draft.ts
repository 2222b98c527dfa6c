/** Whether a draft is complete, said field by field, and what is sent when it is. The server decides again. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import { addDays, localDate } from '../../../src/domain/calendar/calendar.ts'
import { maxCharacters } from '../../../src/domain/shared/words.ts'
import { fieldsIn } from '../../../src/domain/templates/template.ts'
import { beijing, dayWords } from '../../../src/words/dates.ts'
import type { MoveBodies, StaffMove } from '../../shared/api.ts'
import type { Words } from '../language.tsx'
import type { Draft } from './drafts.ts'
import { asksOf } from './staff-moves.ts'

/** What is wrong with a field, in a sentence; `co 3` and `co 3 day` are those of a row of co-handling agencies. */
export type Missing = Readonly<Record<string, string>>

type About = {
  readonly move: StaffMove
  readonly opened: Pick<CaseReply, 'dueAt' | 'latestExtension'>
  readonly today: string
}

/** The first and last day an extension can reach to. */
export function extensionWithin(opened: Pick<CaseReply, 'dueAt' | 'latestExtension'>, today: string) {
  const due = opened.dueAt ? localDate(new Date(new Date(opened.dueAt).getTime() - 60_000), beijing) : today
  const first = addDays(due > today ? due : today, 1)
  return { first, last: opened.latestExtension ?? first }
}

export function missingIn(draft: Draft, { move, opened, today }: About, words: Words): Missing {
  const { desk } = words
  const asks = asksOf(move)
  const found: Record<string, string> = {}
  const over = [...draft.words.trim()].length - maxCharacters
  if (over > 0) found.words = desk.move.wordsTooLong(over)
  else if (asks.includes('words') && !draft.words.trim()) found.words = desk.move.wordsMissing
  else if (draft.fromTemplate && fieldsIn(draft.words).length > 0)
    found.words = desk.move.fieldsMissing(
      fieldsIn(draft.words)
        .map((name) => `{${name}}`)
        .join(desk.list.between),
    )
  if ((asks.includes('agency') || asks.includes('one-agency')) && !draft.agencyId)
    found.agency = desk.move.agencyMissing
  if (asks.includes('co-handlers')) Object.assign(found, missingCoHandlers(draft, today, desk))
  if (asks.includes('outcome')) {
    if (!draft.outcome) found.outcome = desk.move.outcomeMissing
    if (draft.outcome === 'planned' && !draft.day) found.day = desk.move.plannedMissing
    else if (draft.outcome === 'planned' && draft.day <= today) found.day = desk.move.plannedPast
  }
  if (asks.includes('until')) {
    const { first, last } = extensionWithin(opened, today)
    if (!draft.day) found.day = desk.move.untilMissing
    else if (draft.day < first) found.day = desk.move.untilEarly(dayWords(first, words.language))
    else if (draft.day > last) found.day = desk.move.untilLate(dayWords(last, words.language))
  }
  if (asks.includes('reason') && !draft.reason) found.reason = desk.move.reasonMissing
  if (asks.includes('lead') && !draft.leadId) found.lead = desk.move.leadMissing
  if (asks.includes('target')) {
    if (draft.target === 'town' && !draft.townId) found.town = desk.move.townMissing
    if (draft.target === 'district' && !/^[a-z0-9]{2}$/i.test(draft.district.trim()))
      found.district = desk.move.districtMissing
  }
  return found
}

function missingCoHandlers(draft: Draft, today: string, desk: Words['desk']): Missing {
  const found: Record<string, string> = {}
  const named = new Set([draft.agencyId])
  for (const { key, agencyId, dueOn } of draft.coHandlers) {
    if (!agencyId) found[`co ${key}`] = desk.move.agencyMissing
    else if (named.has(agencyId)) found[`co ${key}`] = desk.move.agencyTwice
    named.add(agencyId)
    if (dueOn && dueOn <= today) found[`co ${key} day`] = desk.move.dayPast
  }
  return found
}

/** What is sent. The draft must be complete. */
export function bodyOf(move: StaffMove, draft: Draft, seen: number): MoveBodies[StaffMove] {
  const version = draft.version ?? seen
  const { words } = draft
  const asks = asksOf(move)
  if (asks.includes('outcome'))
    return {
      version,
      words,
      outcome: draft.outcome ?? 'explained',
      plannedFor: draft.outcome === 'planned' ? draft.day : null,
    }
  if (asks.includes('agency'))
    return {
      version,
      words,
      agencyId: draft.agencyId ?? '',
      coHandlers: draft.coHandlers.map(({ agencyId, dueOn }) => ({ agencyId: agencyId ?? '', dueOn: dueOn || null })),
    }
  if (asks.includes('one-agency')) return { version, words, agencyId: draft.agencyId ?? '' }
  if (asks.includes('reason')) return { version, words, reason: draft.reason ?? 'no-content' }
  if (asks.includes('until')) return { version, words, until: draft.day }
  if (asks.includes('lead')) return { version, into: draft.leadId ?? '' }
  if (asks.includes('target'))
    return {
      version,
      words,
      to: draft.target === 'town' ? { townId: draft.townId ?? '' } : { district: draft.district.trim().toUpperCase() },
    }
  return asks.includes('words') || asks.includes('note') ? { version, words } : { version }
}
