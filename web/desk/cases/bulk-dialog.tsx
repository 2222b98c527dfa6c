/** A move on the chosen cases: what it brings, a look at what would become of each, and only then the doing. */
import '../moves/form.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import type { BulkBody, BulkPreviewReply } from '../../../src/contract/bulk.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import type { BulkMove } from '../../../src/domain/cases/bulk.ts'
import { beijing, deadlineWords } from '../../../src/words/dates.ts'
import { api, queryClient } from '../connection.ts'
import { useWords } from '../language.tsx'
import { type Missing, missingIn } from '../moves/check-draft.ts'
import { ChoiceField } from '../moves/choice-field.tsx'
import { type Draft, useDraft } from '../moves/drafts.ts'
import { OutcomeFields } from '../moves/outcome-fields.tsx'
import { UnitField } from '../moves/unit-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { useFigure } from '../parts/figure.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useNow } from '../shell/now.ts'
import { say } from '../shell/said.tsx'
import { useListWords } from './list-words.ts'
import { type Picked, unpickAll } from './picking.ts'
import { agenciesQuery, bulkActsQuery } from './queries.ts'

type Given = { readonly move: BulkMove; readonly cases: readonly Picked[]; readonly close: () => void }

const noDates = { dueAt: null, latestExtension: null }

export function BulkDialog({ move, cases, close }: Given) {
  const words = useWords()
  const { desk } = words
  const { bulk } = useListWords()
  const figure = useFigure()
  const today = localDate(useNow(), beijing)
  const dialog = useRef<HTMLDialogElement>(null)
  const { draft, change: keep, drop } = useDraft('bulk', move)
  const [tried, setTried] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const change = (next: Partial<Draft>) => {
    keep(next)
    looking.reset()
  }
  // One of the chosen is the lead, and the others go under it.
  const others = move === 'merge' ? cases.filter(({ id }) => id !== draft.leadId) : cases
  const asked = { given: givenOf(move, draft), cases: others.map(({ id, version }) => ({ id, version })) }
  const looking = useMutation({ mutationFn: () => api.previewBulk(asked) })
  const starting = useMutation({
    mutationFn: (preview: BulkPreviewReply) => {
      const can = new Set(preview.cases.flatMap(({ id, refusal }) => (refusal === null ? [id] : [])))
      return api.startBulk({ ...asked, cases: asked.cases.filter(({ id }) => can.has(id)) })
    },
    onSuccess: ({ state }) => {
      say(state === 'proposed' ? bulk.proposed : bulk.started)
      drop()
      unpickAll()
      dialog.current?.close()
    },
    onSettled: () => void queryClient.invalidateQueries({ queryKey: bulkActsQuery.queryKey }),
  })
  const whole = missingIn(draft, { move, opened: noDates, today }, words)
  const missing: Missing = tried ? whole : {}
  const preview = looking.data
  const can = preview?.cases.filter(({ refusal }) => refusal === null).length ?? 0

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (looking.isPending || Object.keys(whole).length > 0) return
    if (!preview) looking.mutate()
    else if (can > 0 && !starting.isPending) starting.mutate(preview)
  }
  const fields = { draft, change, missing, today }
  return (
    <dialog ref={dialog} className="bulk-dialog" onClose={close} aria-labelledby="bulk-title">
      <form className="move-form plain" onSubmit={submit} noValidate>
        <h2 id="bulk-title">{bulk.title(bulk.moves[move], figure(cases.length))}</h2>
        {!preview && (
          <>
            {move === 'hand-over' && <Agency {...fields} />}
            {move === 'merge' && (
              <ChoiceField
                list
                label={bulk.lead}
                value={draft.leadId}
                change={(leadId) => change({ leadId })}
                missing={missing.lead}
                choices={cases.map(({ id, number, title }) => ({ value: id, title, note: number }))}
              />
            )}
            {(move === 'hand-over' || move === 'message' || move === 'answer-directly') && (
              <WordsField
                label={desk.move.label[move]}
                hint={move === 'hand-over' ? desk.move.hint[move] : bulk.sameWords}
                value={draft.words}
                change={(next) => change({ words: next })}
                {...(missing.words && { missing: missing.words })}
              />
            )}
            {move === 'answer-directly' && <OutcomeFields {...fields} />}
          </>
        )}
        {preview && <Look preview={preview} can={can} keepsDue={move === 'message' || move === 'urge'} />}
        <div role="alert">
          {looking.isError && <FailureWords thrown={looking.error} kept />}
          {starting.isError && <FailureWords thrown={starting.error} kept />}
        </div>
        <p role="status" className="visually-hidden">
          {looking.isPending ? bulk.looking : ''}
        </p>
        <div className="row wrap">
          {preview ? (
            <>
              <Button type="primary" htmlType="submit" loading={starting.isPending} disabled={can === 0}>
                {preview.needsConsent
                  ? bulk.propose(bulk.moves[move], figure(can))
                  : bulk.go(bulk.moves[move], figure(can))}
              </Button>
              <Button onClick={() => looking.reset()}>{bulk.back}</Button>
            </>
          ) : (
            <Button type="primary" htmlType="submit" loading={looking.isPending}>
              {bulk.look}
            </Button>
          )}
          <Button onClick={() => dialog.current?.close()}>{desk.cancel}</Button>
        </div>
      </form>
    </dialog>
  )
}

/** What the move brings. The draft must be complete. */
function givenOf(move: BulkMove, { words, agencyId, leadId, outcome, day }: Draft): BulkBody['given'] {
  switch (move) {
    case 'hand-over':
      return { move, agencyId: agencyId ?? '', words }
    case 'merge':
      return { move, into: leadId ?? '' }
    case 'message':
      return { move, words }
    case 'answer-directly':
      return { move, words, outcome: outcome ?? 'explained', plannedFor: outcome === 'planned' ? day : null }
    default:
      return { move }
  }
}

function Agency({
  draft,
  change,
  missing,
}: {
  draft: Draft
  change: (next: Partial<Draft>) => void
  missing: Missing
}) {
  const { move } = useWords().desk
  const query = useQuery(agenciesQuery)
  return (
    <UnitField
      label={move.agency}
      words={{ choose: move.agencyChoose, none: move.agencyNone, failed: move.agenciesFailed }}
      units={query.data?.agencies ?? []}
      query={query}
      value={draft.agencyId}
      change={(agencyId) => change({ agencyId })}
      missing={missing.agency}
    />
  )
}

function Look({ preview, can, keepsDue }: { preview: BulkPreviewReply; can: number; keepsDue: boolean }) {
  const { language } = useWords()
  const { bulk } = useListWords()
  const figure = useFigure()
  const cannot = preview.cases.length - can
  // What cannot be done stands first: that is what one looks for.
  const sorted = [...preview.cases].sort((one, other) => Number(one.refusal === null) - Number(other.refusal === null))
  return (
    <>
      <p>
        <b>{can > 0 ? bulk.would(figure(can)) : bulk.nothingToDo}</b>
        {cannot > 0 && <span className="late-c">　{bulk.wouldNot(figure(cannot))}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <ul className="bulk-cases" tabIndex={0} aria-label={bulk.look}>
        {sorted.map(({ id, number, title, dueAt, message }) => (
          <li key={id}>
            <span>
              <b>{title}</b>
              <small>{number}</small>
            </span>
            {message ? (
              <span className="late-c">{message}</span>
            ) : (
              <span className="dim">
                {keepsDue ? bulk.dueSame : dueAt ? bulk.dueThen(deadlineWords(new Date(dueAt), language)) : bulk.noDue}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="preview-line">{preview.needsConsent ? bulk.consentNeeded : bulk.willStart}</p>
    </>
  )
}
