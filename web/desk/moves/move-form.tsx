/** The form of a move, in the page beside the words it is about. What is typed outlasts closing it and every failure. */
import './form.css'
import Button from 'antd/es/button'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { ChangedMeanwhile, useSeenLongEnough } from '../live/changed-meanwhile.tsx'
import { isMeetingMove, MeetingForm } from '../meeting/meeting-form.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useNow } from '../shell/now.ts'
import { bodyOf, type Missing, missingIn } from './check-draft.ts'
import { ComposerChoice } from './composer-choice.tsx'
import { formOf, useDraft } from './drafts.ts'
import { useMakeMove } from './make-move.ts'
import { MoveAbout } from './move-about.tsx'
import { MoveFields } from './move-fields.tsx'
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
  const [tried, setTried] = useState(false)
  const making = useMakeMove({ aloud: false })
  const refused = opened.offered.find((offered) => offered.move === move && offered.refusal !== null)
  const composes = formOf(move) === 'message'
  const keeps = asksOf(move).some((asked) => asked !== 'sure')

  // Said after the first try to send, and taken back as soon as it is put right.
  const missing: Missing = tried ? missingIn(draft, { move, opened, today }, words) : {}

  // What is written is about the case as it was seen when the writing began. Where it is another now, by the line or
  // because the server refused, that is shown, and sending means having seen it.
  useEffect(() => {
    if (draft.version === null) change({ version: opened.version, steps: opened.steps.length })
  })
  const stale = draft.version !== null && draft.version !== opened.version
  const isSeen = useSeenLongEnough(stale ? opened.version : null)
  useEffect(() => {
    const first = composes ? 'textarea' : 'textarea, input:not([type="hidden"]), [type="submit"]'
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [composes])

  function submit(event?: SubmitEvent<HTMLFormElement>) {
    event?.preventDefault()
    if (making.isPending || refused || (stale && !isSeen())) return
    setTried(true)
    if (Object.keys(missingIn(draft, { move, opened, today }, words)).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    const seen = { version: opened.version, steps: opened.steps.length }
    if (stale) change(seen)
    making.mutate(
      {
        item: opened,
        move,
        body: bodyOf(move, stale ? { ...draft, ...seen } : draft, opened.version),
        files: draft.files,
      },
      {
        onSuccess: () => {
          drop()
          close()
        },
      },
    )
  }

  return (
    <form
      className="move-form"
      ref={form}
      onSubmit={submit}
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
