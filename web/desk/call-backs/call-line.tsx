/** One drawn case: the telephone behind a reason, what came of the call, and what the resident judged themselves. */
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { type SubmitEvent, useId, useState } from 'react'
import type { CallReply, RecordCallBody } from '../../../src/contract/call-backs.ts'
import { type CallOutcome, callOutcomes } from '../../../src/domain/cases/call-back.ts'
import { type Grade, grades } from '../../../src/domain/cases/case.ts'
import { api, queryClient } from '../connection.ts'
import { useWords } from '../language.tsx'
import { ChoiceField } from '../moves/choice-field.tsx'
import { WordsField } from '../moves/words-field.tsx'
import { FailureWords } from '../parts/states.tsx'
import { say } from '../shell/said.tsx'
import { useCallWords } from './words.ts'

type Given = { readonly draw: string; readonly call: CallReply }

export function CallLine({ draw, call }: Given) {
  const words = useCallWords()
  const { terms } = useWords()
  const [open, setOpen] = useState(false)
  const solvedWord = (solved: boolean) => terms.solved[solved ? 'yes' : 'no']
  return (
    <li className="call">
      <div className="row wrap between">
        <p>
          <Link to="/cases/$id" params={{ id: call.caseId }}>
            {call.number}
          </Link>
          {'　'}
          {call.title}
        </p>
        {call.cameOfIt && <b>{words.cameOfIt[call.cameOfIt]}</b>}
      </div>
      <p className="dim">
        {words.answeredBy(call.answeredBy)}
        {'　'}
        {call.ownSolved === null ? words.ownNone : words.ownSolved(solvedWord(call.ownSolved))}
        {call.tries > 0 && `　${words.tries(call.tries)}`}
      </p>
      {call.cameOfIt === 'answered' && call.process && call.result && call.solved !== null && (
        <dl className="heard">
          <dt>{words.process}</dt>
          <dd>{terms.grade[call.process]}</dd>
          <dt>{words.result}</dt>
          <dd>{terms.grade[call.result]}</dd>
          <dt>{words.solved}</dt>
          <dd>{solvedWord(call.solved)}</dd>
        </dl>
      )}
      {call.words && <p className="quoted">{call.words}</p>}
      {open ? (
        <CallForm draw={draw} call={call} close={() => setOpen(false)} />
      ) : call.canCall ? (
        <Button onClick={() => setOpen(true)}>{words.record}</Button>
      ) : (
        call.cameOfIt !== 'answered' && call.cameOfIt !== 'refused' && <p className="dim">{words.cannot}</p>
      )}
    </li>
  )
}

function CallForm({ draw, call, close }: Given & { close: () => void }) {
  const words = useCallWords()
  const { desk, terms } = useWords()
  const [cameOfIt, setCameOfIt] = useState<CallOutcome | null>(null)
  const [process, setProcess] = useState<Grade | null>(null)
  const [result, setResult] = useState<Grade | null>(null)
  const [solved, setSolved] = useState<'yes' | 'no' | null>(null)
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const body = bodyOf()
  const saving = useMutation({
    mutationFn: (heard: RecordCallBody) => api.recordCall(draw, call.caseId, heard),
    onSuccess: async () => {
      say(words.saved)
      close()
      await queryClient.invalidateQueries({ queryKey: ['cases', 'call-backs'] })
    },
  })

  function bodyOf(): RecordCallBody | null {
    if (cameOfIt === null) return null
    if (cameOfIt !== 'answered') return { cameOfIt, words: said }
    return process && result && solved ? { cameOfIt, process, result, solved: solved === 'yes', words: said } : null
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (body && !saving.isPending) saving.mutate(body)
  }
  const graded = grades.map((value) => ({ value, title: terms.grade[value], note: '' }))
  const wrong = tried && !body ? words.incomplete : undefined
  return (
    <form className="move-form" onSubmit={submit} noValidate aria-label={`${words.record} ${call.number}`}>
      <Telephone draw={draw} call={call} />
      <ChoiceField
        label={words.cameOfItLabel}
        choices={callOutcomes.map((value) => ({ value, title: words.cameOfIt[value], note: '' }))}
        value={cameOfIt}
        change={setCameOfIt}
      />
      {cameOfIt === 'answered' && (
        <>
          <ChoiceField label={words.process} choices={graded} value={process} change={setProcess} />
          <ChoiceField label={words.result} choices={graded} value={result} change={setResult} />
          <ChoiceField
            label={words.solved}
            choices={(['yes', 'no'] as const).map((value) => ({ value, title: terms.solved[value], note: '' }))}
            value={solved}
            change={setSolved}
          />
        </>
      )}
      <WordsField label={words.words} hint={words.wordsHint} value={said} change={setSaid} />
      <div role="alert">
        {wrong && <p className="wrong">{wrong}</p>}
        {saving.isError && <FailureWords thrown={saving.error} kept />}
      </div>
      <div className="row wrap">
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          {words.save}
        </Button>
        <Button type="text" onClick={close}>
          {desk.cancel}
        </Button>
      </div>
    </form>
  )
}

/** Name and telephone, once a reason is given; shown only here and for as long as the form is open. */
function Telephone({ draw, call }: Given) {
  const words = useCallWords()
  const id = useId()
  const [reason, setReason] = useState<string>(words.reasonDefault)
  const looking = useMutation({ mutationFn: () => api.lookToCallBack(draw, call.caseId, { reason }), gcTime: 0 })
  if (looking.data)
    return (
      <dl className="heard telephone">
        <dt>{words.name}</dt>
        <dd>{looking.data.name}</dd>
        <dt>{words.phone}</dt>
        <dd>
          <a href={`tel:${looking.data.phone.replaceAll(' ', '')}`}>{looking.data.phone}</a>
        </dd>
      </dl>
    )
  return (
    <div className="field">
      <label htmlFor={id}>{words.reason}</label>
      <div className="row wrap">
        <input
          id={id}
          className="reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-describedby={`${id}-note`}
        />
        <Button disabled={reason.trim() === ''} loading={looking.isPending} onClick={() => looking.mutate()}>
          {words.look}
        </Button>
      </div>
      <p className="dim" id={`${id}-note`}>
        {words.lookNote}
      </p>
      <div role="alert">{looking.isError && <FailureWords thrown={looking.error} kept />}</div>
    </div>
  )
}
