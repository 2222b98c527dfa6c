/** The form of a move, in the page beside the words it is about. What is typed outlasts closing it and every failure. */
import './form.css'
import Button from 'antd/es/button'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { addDays, localDate } from '../../../src/domain/calendar/calendar.ts'
import { outcomes } from '../../../src/domain/cases/case.ts'
import { beijing, dayWords } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { queryClient } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useNow } from '../shell/now.ts'
import { AgencyField } from './agency-field.tsx'
import { bodyOf, type Missing, missingIn } from './check-draft.ts'
import { useDraft } from './drafts.ts'
import { isChangedMeanwhile, useMakeMove } from './make-move.ts'
import { caseQuery } from './queries.ts'
import { needsOf } from './staff-moves.ts'
import { WordsField } from './words-field.tsx'

type Given = { opened: CaseReply; move: StaffMove; close: () => void }

export default function MoveForm({ opened, move, close }: Given) {
  const words = useWords()
  const { desk, terms } = words
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const today = localDate(useNow(), beijing)
  const { draft, change, drop } = useDraft(opened.id, move)
  const [missing, setMissing] = useState<Missing>({})
  const making = useMakeMove({ aloud: false })
  const needs = needsOf(move)
  const answers = needs.includes('outcome')
  const refused = opened.offered.find((offered) => offered.move === move && offered.refusal !== null)

  // What is written is about the case as it was seen when the writing began.
  useEffect(() => {
    if (draft.version === null) change({ version: opened.version })
  })
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('textarea, input:not([type="hidden"])')?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  function submit(event?: SubmitEvent<HTMLFormElement>) {
    event?.preventDefault()
    if (making.isPending || refused) return
    const found = missingIn(move, draft, today, desk)
    setMissing(found)
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    making.mutate(
      { item: opened, move, body: bodyOf(move, draft, opened.version) },
      {
        onSuccess: () => {
          drop()
          close()
        },
        // Someone else moved the case: it was read again, and sending once more means having seen that. The version is
        // taken from what was read, because this form may be drawn before the page around it has the case anew.
        onError: (thrown) => {
          if (!isChangedMeanwhile(thrown)) return
          change({ version: queryClient.getQueryData(caseQuery(opened.id).queryKey)?.version ?? null })
        },
      },
    )
  }

  const label = needs.includes('agency')
    ? desk.move.handOverWords
    : answers
      ? desk.move.answerWords
      : move === 'return'
        ? desk.move.returnWords
        : desk.move.passWords
  const hint = needs.includes('agency')
    ? desk.move.handOverHint
    : answers
      ? desk.move.answerHint
      : move === 'return'
        ? desk.move.returnHint
        : desk.move.passHint

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
        {terms.move[move]}
      </h2>
      {needs.includes('agency') && (
        <AgencyField
          value={draft.agencyId}
          change={(agencyId) => change({ agencyId })}
          {...(missing.agency && { missing: missing.agency })}
        />
      )}
      <WordsField
        label={label}
        hint={hint}
        value={draft.words}
        change={(next) => change({ words: next })}
        {...(missing.words && { missing: missing.words })}
      />
      {answers && (
        <fieldset className="outcomes" aria-describedby={missing.outcome ? `${id}-outcome-missing` : undefined}>
          <legend>{desk.move.outcome}</legend>
          <div>
            {outcomes.map((outcome) => (
              <label key={outcome}>
                <input
                  type="radio"
                  name={`${id}-outcome`}
                  checked={draft.outcome === outcome}
                  onChange={() => change({ outcome })}
                  aria-invalid={missing.outcome ? true : undefined}
                />
                <span>
                  <b>{terms.outcome[outcome]}</b>
                  <small>{desk.move.outcomeHint[outcome]}</small>
                </span>
              </label>
            ))}
          </div>
          {missing.outcome && (
            <p className="wrong" id={`${id}-outcome-missing`}>
              {missing.outcome}
            </p>
          )}
        </fieldset>
      )}
      {answers && draft.outcome === 'planned' && (
        <div className="field">
          <label htmlFor={`${id}-date`}>{desk.move.plannedFor}</label>
          <span className="row wrap">
            <input
              id={`${id}-date`}
              type="date"
              min={addDays(today, 1)}
              value={draft.plannedFor}
              onChange={(event) => change({ plannedFor: event.target.value })}
              aria-invalid={missing.plannedFor ? true : undefined}
              aria-describedby={missing.plannedFor ? `${id}-date-missing` : undefined}
            />
            {draft.plannedFor && <span className="muted">{dayWords(draft.plannedFor, words.language)}</span>}
          </span>
          {missing.plannedFor && (
            <p className="wrong" id={`${id}-date-missing`}>
              {missing.plannedFor}
            </p>
          )}
        </div>
      )}
      {answers && draft.outcome && !refused && (
        <p className="preview-line">
          <b>
            {desk.move.residentSees(
              terms.outcome[draft.outcome],
              draft.outcome === 'planned' && draft.plannedFor ? dayWords(draft.plannedFor, words.language) : '',
            )}
          </b>{' '}
          {desk.move.cannotUndo}
        </p>
      )}
      <div role="alert">
        {making.isError && <FailureWords thrown={making.error} kept />}
        {refused ? (
          <p className="notice">
            {refused.message} {draft.words && desk.case.noLongerOffered}
          </p>
        ) : (
          making.isError && isChangedMeanwhile(making.error) && <p className="notice">{desk.case.changedMeanwhile}</p>
        )}
      </div>
      <div className="row wrap">
        <Button
          type="primary"
          htmlType="submit"
          loading={making.isPending}
          className={refused ? 'not-now' : ''}
          aria-disabled={refused ? true : undefined}
        >
          {making.isPending ? desk.move.sending : desk.move.submit[move]}
        </Button>
        <Button onClick={close}>{desk.move.later}</Button>
        <span className="dim">{desk.move.kept}</span>
      </div>
    </form>
  )
}
