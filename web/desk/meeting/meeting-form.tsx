/** The forms around a meeting on the spot: calling it, answering, writing down what came of it, finishing an item. */
import './meeting.css'
import Button from 'antd/es/button'
import { useEffect, useId, useRef } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { ChangedMeanwhile } from '../live/changed-meanwhile.tsx'
import { useSending } from '../moves/sending.ts'
import { FailureWords } from '../parts/states.tsx'
import { useNow } from '../shell/now.ts'
import { AnswerFields } from './answer-fields.tsx'
import { CallFields } from './call-fields.tsx'
import { bodyOf, type MeetingMove, meetingMoves, type Wrongs, wrongIn } from './complete.ts'
import { ConcludeFields } from './conclude-fields.tsx'
import { emptyItem, type MeetingDraft, useMeetingDraft } from './drafts.ts'
import { FinishFields } from './finish-fields.tsx'

export const isMeetingMove = (move: StaffMove): move is MeetingMove => meetingMoves.some((known) => known === move)

export type FieldsGiven = {
  readonly opened: CaseReply
  readonly draft: MeetingDraft
  readonly change: (changed: Partial<MeetingDraft>) => void
  readonly wrongs: Wrongs
  readonly today: string
}

const fieldsOf = {
  'call-meeting': CallFields,
  'answer-meeting': AnswerFields,
  'conclude-meeting': ConcludeFields,
  'finish-item': FinishFields,
}

/** What a form begins with: a meeting that is moved keeps its place and people. */
function firstOf(move: MeetingMove, opened: CaseReply): Partial<MeetingDraft> {
  const open = opened.meetings.findLast(({ state }) => state === 'called')
  if (move === 'call-meeting' && open) {
    const { place, calls, withStation } = open
    return { place, withStation, agencyIds: calls.map(({ agencyId }) => agencyId) }
  }
  if (move === 'conclude-meeting') return { items: [emptyItem(1)] }
  const mine = opened.meetings.flatMap(({ items }) => items.filter((item) => item.mine && item.doneAt === null))
  return move === 'finish-item' && mine.length === 1 ? { item: mine[0]?.id ?? null } : {}
}

export function MeetingForm({ opened, move, close }: { opened: CaseReply; move: MeetingMove; close: () => void }) {
  const words = useWords()
  const { desk, live, terms } = words
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const now = useNow()
  const today = localDate(now, beijing)
  const { draft, change, drop } = useMeetingDraft(opened.id, move, firstOf(move, opened))
  const { making, refused, stale, submit, missing } = useSending({
    opened,
    move,
    form,
    draft,
    change,
    missingIn: (written) => wrongIn(move, written, now, today, words),
    bodyOf: (written) => bodyOf(move, written, opened.version),
    sent: () => {
      drop()
      close()
    },
  })
  const Fields = fieldsOf[move]

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('textarea, input:not([type="hidden"])')?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'start' })
  }, [])

  return (
    <form
      className="move-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      noValidate
      aria-labelledby={`${id}-title`}
    >
      <h2 className="sec" id={`${id}-title`}>
        {terms.move[move]}
      </h2>
      <Fields opened={opened} draft={draft} change={change} wrongs={missing} today={today} />
      <div role="alert">
        {making.isError && <FailureWords thrown={making.error} kept />}
        {refused && <p className="notice">{refused.message}</p>}
        {stale && <ChangedMeanwhile opened={opened} stepsSeen={draft.steps} written={draft.words} />}
      </div>
      <div className="row wrap send">
        <Button type="primary" htmlType="submit" loading={making.isPending}>
          {making.isPending ? desk.move.sending : stale && !refused ? live.changed.again : desk.move.submit[move]}
        </Button>
        <Button onClick={close}>{desk.move.later}</Button>
        <span className="dim">{desk.move.kept}</span>
      </div>
    </form>
  )
}
