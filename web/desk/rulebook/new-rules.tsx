/** A new rule set: its day and numbers, what it would do to open cases, and only then putting it in force. */
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { RulesPreviewReply, RulesReply } from '../../../src/contract/rules.ts'
import { dayWords, deadlineWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { FailureWords } from '../parts/states.tsx'
import { TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { readRulesAgain } from './queries.ts'
import { RuleFields, rulesIn, type TypedRules, typedOf } from './rules-table.tsx'
import { useRulesWords } from './words.ts'

type Given = { readonly today: string; readonly now: RulesReply['sets'][number]['rules']; readonly close: () => void }

export function NewRules({ today, now, close }: Given) {
  const words = useRulesWords()
  const { language } = useWords()
  const id = useId()
  const [typed, setTyped] = useState<TypedRules>(() => typedOf(now))
  const [validFrom, setValidFrom] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const rules = rulesIn(typed)
  const dayWrong = validFrom < today
  const body = rules && !dayWrong ? { validFrom, rules } : undefined
  const preview = useMutation({ mutationFn: api.previewRules })
  const adding = useMutation({
    mutationFn: api.addRules,
    onSuccess: async (made) => {
      say(words.sets.done(dayWords(made.validFrom, language)))
      close()
      await readRulesAgain()
    },
  })
  // What was counted is about other numbers as soon as one is changed.
  const edit = (change: () => void) => {
    change()
    preview.reset()
    adding.reset()
  }
  return (
    <form
      className="new-rules"
      noValidate
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!body || preview.isPending || adding.isPending) return
        if (preview.data && preview.data.changed.length > 0) adding.mutate({ ...body, words: reason })
        else preview.mutate(body)
      }}
    >
      <h2 className="sec" id={`${id}-title`}>
        {words.sets.new}
      </h2>
      <div className="field">
        <label htmlFor={`${id}-day`}>{words.sets.validFrom}</label>
        <input
          id={`${id}-day`}
          type="date"
          min={today}
          value={validFrom}
          onChange={(event) => edit(() => setValidFrom(event.target.value))}
          aria-invalid={tried && dayWrong ? true : undefined}
          aria-describedby={`${id}-day-hint`}
        />
        <p id={`${id}-day-hint`} className={tried && dayWrong ? 'wrong' : 'dim'}>
          {!dayWrong && `${dayWords(validFrom, language)}　`}
          {words.sets.validFromHint}
        </p>
      </div>
      <RuleFields typed={typed} now={now} change={(next) => edit(() => setTyped(next))} />
      {preview.data && <Preview preview={preview.data} />}
      {preview.data && preview.data.changed.length > 0 && (
        <TextField label={words.why} value={reason} change={setReason} most={6000} />
      )}
      <div role="alert">
        {preview.isError && <FailureWords thrown={preview.error} kept />}
        {adding.isError && <FailureWords thrown={adding.error} kept />}
      </div>
      <div className="row wrap">
        <button type="submit" className="send" disabled={preview.isPending || adding.isPending}>
          {adding.isPending
            ? words.saving
            : preview.isPending
              ? words.sets.previewing
              : preview.data && preview.data.changed.length > 0
                ? words.sets.submit(dayWords(validFrom, language))
                : words.sets.preview}
        </button>
        <button type="button" className="as-button" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

function Preview({ preview }: { preview: RulesPreviewReply }) {
  const words = useRulesWords()
  const { terms, language } = useWords()
  const figure = useFigure()
  const { sets } = words
  const when = (at: string) => deadlineWords(new Date(at), language)
  if (preview.changed.length === 0) return <p className="notice">{sets.unchanged}</p>
  const all = Math.max(preview.steps, preview.returns)
  return (
    <section className="effect" role="status" aria-label={sets.previewTitle}>
      <h3>
        {sets.previewTitle}　<span className="dim">{sets.changes(preview.changed.length)}</span>
      </h3>
      <p>{sets.stays(figure(preview.open))}</p>
      {preview.steps > 0 && <p>{sets.steps(figure(preview.steps))}</p>}
      {preview.returns > 0 && <p>{sets.returns(figure(preview.returns))}</p>}
      {preview.cases.length === 0 ? (
        <p className="dim">{sets.nothing}</p>
      ) : (
        <div className="table-wrap">
          <table>
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.step}</th>
                <th scope="col">{sets.dueNow}</th>
                <th scope="col">{sets.dueNew}</th>
                <th scope="col">{sets.returnNow}</th>
              </tr>
            </thead>
            <tbody>
              {preview.cases.map((item) => (
                <tr key={item.id}>
                  <th scope="row">
                    <Link to="/cases/$id" params={{ id: item.id }} target="_blank">
                      {item.number}
                    </Link>
                  </th>
                  <td>{terms.status[item.status]}</td>
                  <td>{when(item.dueAt)}</td>
                  <td>{item.wouldBeDue ? when(item.wouldBeDue) : <span className="dim">{sets.same}</span>}</td>
                  <td>
                    {item.returnBy ? (
                      sets.changedFrom(when(item.returnBy.from), when(item.returnBy.to))
                    ) : (
                      <span className="dim">{sets.same}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.cases.length > 0 && preview.cases.length < all && (
        <p className="dim">{words.more(preview.cases.length, all)}</p>
      )}
    </section>
  )
}
