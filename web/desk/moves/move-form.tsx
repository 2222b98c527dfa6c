/** The form of a move, in the page beside the words it is about. What is typed outlasts closing it and every failure. */
import './form.css'
import Button from 'antd/es/button'
import { useEffect, useId, useRef } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { ChangedMeanwhile } from '../live/changed-meanwhile.tsx'
import { isMeetingMove, MeetingForm } from '../meeting/meeting-form.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useNow } from '../shell/now.ts'
import { bodyOf, missingIn } from './check-draft.ts'
import { ComposerChoice } from './composer-choice.tsx'
import { formOf, useDraft } from './drafts.ts'
import { MoveAbout } from './move-about.tsx'
import { MoveFields } from './move-fields.tsx'
import { useSending } from './sending.ts'
import { asksOf } from './staff-moves.ts'

type Given = {
  readonly opened: CaseReply
  readonly move: StaffMove
  readonly close: () => void
  /** Goes on with what is written as another move: a message as a question. */
  readonly turn: (move: StaffMove) => void
}

export default function MoveForm(given: Given) {
  const known = given.opened.offered.some((offered) => offered.move === given.move)
  // An address with a move that this person's roles do not know opens nothing.
  if (!known) return null
  if (isMeetingMove(given.move)) return <MeetingForm key={given.move} {...given} move={given.move} />
  return <Form key={formOf(given.move)} {...given} />
}

function Form({ opened, move, close, turn }: Given) {
  const words = useWords()
  const { desk, live, terms } = words
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const today = localDate(useNow(), beijing)
  const { draft, change, drop } = useDraft(opened.id, move)
  const composes = formOf(move) === 'message'
  const keeps = asksOf(move).some((asked) => asked !== 'sure')

  const { making, refused, stale, submit, missing } = useSending({
    opened,
    move,
    form,
    draft,
    change,
    missingIn: (written) => missingIn(written, { move, opened, today }, words),
    bodyOf: (written) => bodyOf(move, written, opened.version),
    sent: () => {
      drop()
      close()
    },
  })
  useEffect(() => {
    const first = composes ? 'textarea' : 'textarea, input:not([type="hidden"]), [type="submit"]'
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [composes])

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
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        const listOpen = (event.target as HTMLElement).closest('[aria-expanded="true"]')
        if (event.key === 'Escape' && !listOpen && !event.nativeEvent.isComposing) close()
      }}
    >
      <h2 className="sec" id={`${id}-title`}>
        {composes ? desk.case.write : terms.move[move]}
      </h2>
      {composes && <ComposerChoice opened={opened} move={move} turn={turn} />}
      <MoveAbout opened={opened} move={move} />
      <MoveFields opened={opened} move={move} draft={draft} change={change} missing={missing} today={today} />
      <div role="alert">
        {making.isError && <FailureWords thrown={making.error} kept={keeps} />}
        {refused && (
          <p className="notice">
            {refused.message} {draft.words && desk.case.noLongerOffered}
          </p>
        )}
        {stale && <ChangedMeanwhile opened={opened} stepsSeen={draft.steps} written={draft.words} />}
      </div>
      <div className="row wrap">
        <Button
          type="primary"
          htmlType="submit"
          loading={making.isPending}
          className={refused ? 'not-now' : ''}
          aria-disabled={refused ? true : undefined}
        >
          {making.isPending ? desk.move.sending : stale && !refused ? live.changed.again : desk.move.submit[move]}
        </Button>
        <Button onClick={close}>{desk.move.later}</Button>
        {keeps && <span className="dim">{desk.move.kept}</span>}
      </div>
    </form>
  )
}
