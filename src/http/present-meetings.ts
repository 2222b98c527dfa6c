/** Meetings on the spot and what was agreed there, told from the history of a case. */
import type { AgreedItemReply, MeetingReply } from '../contract/meetings.ts'
import type { UnitReply } from '../contract/shared.ts'
import type { HistoryRow } from '../data/events/read.ts'
import type { EventDetail } from '../domain/loop/event.ts'

type Told = { -readonly [Field in keyof MeetingReply]: MeetingReply[Field] }

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): readonly EventDetail[] => (Array.isArray(value) ? value : [])

/** The meetings of a case, oldest first. `agencies` are those the reader acts for. Of what is erased nothing is told. */
export function presentMeetings(history: readonly HistoryRow[], agencies: readonly string[]): MeetingReply[] {
  const meetings: Told[] = []
  for (const row of history) {
    const { detail } = row
    if (!detail || detail.continued === true) continue
    const last = meetings.at(-1)
    const open = last?.state === 'called' ? last : undefined
    if (row.kind === 'call-meeting') {
      if (open) open.state = 'moved'
      meetings.push(calledIn(row, detail, agencies))
    } else if (row.kind === 'answer-meeting' && open) {
      const answer = detail.answer === 'coming' ? 'coming' : 'another-time'
      open.calls = open.calls.map((call) =>
        call.agencyId === detail.agency ? { ...call, answer, words: text(detail.words) } : call,
      )
    } else if (row.kind === 'call-off-meeting' && open) {
      open.state = 'called-off'
      open.outcome = text(detail.words)
    } else if (row.kind === 'conclude-meeting' && open) {
      open.state = 'held'
      open.outcome = text(detail.words)
      open.items = itemsIn(detail, true).map(({ agencyId, ...item }) => ({
        ...item,
        mine: agencies.includes(agencyId),
        doneAt: null,
        doneWords: '',
        files: [],
      }))
    } else if (row.kind === 'finish-item') {
      for (const meeting of meetings)
        meeting.items = meeting.items.map((item) =>
          item.id === detail.item
            ? { ...item, doneAt: row.at.toISOString(), doneWords: text(detail.words), files: [...row.files] }
            : item,
        )
    }
  }
  return meetings
}

const calledIn = (row: HistoryRow, detail: EventDetail, agencies: readonly string[]): Told => ({
  state: 'called',
  at: text(detail.at),
  place: text(detail.place),
  words: text(detail.words),
  calledBy: { kind: row.actorKind as UnitReply['kind'], name: text(detail.by) },
  withStation: detail.withStation === true,
  calls: list(detail.calls).map((call) => ({
    agencyId: text(call.agency),
    name: text(call.name),
    answer: null,
    words: '',
    mine: agencies.includes(text(call.agency)),
  })),
  outcome: '',
  items: [],
})

const itemsIn = (detail: EventDetail, names: boolean): (AgreedItemReply & { agencyId: string })[] =>
  list(detail.items).map((item) => ({
    id: text(item.id),
    agencyId: text(item.agency),
    agency: text(item.name),
    who: names ? text(item.who) : '',
    what: text(item.what),
    dueOn: text(item.dueOn),
  }))

/**
 * What a step of the history agreed on, or finished. A resident reads the names of persons only where whoever wrote them
 * down said so.
 */
export function agreedIn(row: HistoryRow, history: readonly HistoryRow[], isResident: boolean): AgreedItemReply[] {
  const from = ({ detail }: HistoryRow) =>
    detail
      ? itemsIn(detail, !isResident || detail.namesShown === true).map(({ agencyId: _agency, ...item }) => item)
      : []
  if (row.kind === 'conclude-meeting') return from(row)
  if (row.kind !== 'finish-item') return []
  return history
    .filter(({ kind }) => kind === 'conclude-meeting')
    .flatMap(from)
    .filter(({ id }) => id === row.detail?.item)
}
