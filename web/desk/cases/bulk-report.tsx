/** One act on many cases: what it brings while it waits for consent, and what became of each case. */
import '../moves/form.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useEffect, useRef } from 'react'
import type { BulkReportReply } from '../../../src/contract/bulk.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { Failed, FailureWords } from '../parts/states.tsx'
import { say } from '../shell/said.tsx'
import { useListWords } from './list-words.ts'
import { bulkActsQuery, bulkReportQuery } from './queries.ts'

export default function BulkReport({ id, close }: { id: string; close: () => void }) {
  const { desk } = useWords()
  const { bulk } = useListWords()
  const figure = useFigure()
  const queries = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const query = useQuery(bulkReportQuery(id))
  const report = query.data
  const deciding = useMutation({
    mutationFn: (verb: 'consent' | 'drop') => api.decideBulk(id, verb),
    onSuccess: (_, verb) => {
      say(verb === 'consent' ? bulk.consented : bulk.dropped)
      dialog.current?.close()
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: bulkActsQuery.queryKey }),
  })
  const drop = () => {
    if (confirm(bulk.dropAsk)) deciding.mutate('drop')
  }
  const all = report?.cases.length ?? 0
  return (
    <dialog ref={dialog} className="bulk-dialog" onClose={close} aria-labelledby="report-title">
      <div className="move-form plain">
        <h2 id="report-title">{report ? bulk.line(bulk.moves[report.move], figure(all)) : bulk.report}</h2>
        {query.isPending && <p role="status">{desk.loading}</p>}
        {query.isError && !report && (
          <Failed title={bulk.failed} thrown={query.error} retry={() => void query.refetch()} />
        )}
        {report && (
          <>
            <p role="status">
              <b>
                {report.state === 'proposed' || report.state === 'dropped'
                  ? bulk.state[report.state]
                  : bulk.result(figure(report.done), figure(report.refused))}
              </b>
              {report.state === 'going' && `　${bulk.progress(figure(all - report.waiting), figure(all))}`}
              {!report.mine && <span className="muted">　{bulk.by(report.askedBy)}</span>}
            </p>
            <Brings report={report} />
            <Cases report={report} />
          </>
        )}
        <div role="alert">{deciding.isError && <FailureWords thrown={deciding.error} />}</div>
        <div className="row wrap">
          {report?.mayConsent && (
            <Button type="primary" loading={deciding.isPending} onClick={() => deciding.mutate('consent')}>
              {bulk.consent(figure(all))}
            </Button>
          )}
          {report?.state === 'proposed' && <Button onClick={drop}>{report.mine ? bulk.takeBack : bulk.drop}</Button>}
          <Button onClick={() => dialog.current?.close()}>{desk.close}</Button>
        </div>
      </div>
    </dialog>
  )
}

function Brings({ report }: { report: BulkReportReply }) {
  const { terms, language } = useWords()
  const { bulk } = useListWords()
  const { words, agency, lead, outcome, plannedFor } = report
  if (!words && !agency && !lead) return null
  return (
    <div className="quoted">
      {agency && <b>{`${bulk.agency}：${agency}`}</b>}
      {lead && <b>{bulk.leadIs(lead)}</b>}
      {outcome && (
        <b>{[terms.outcome[outcome], plannedFor && dayWords(plannedFor, language)].filter(Boolean).join(' · ')}</b>
      )}
      {words && <p className="words">{words}</p>}
    </div>
  )
}

function Cases({ report }: { report: BulkReportReply }) {
  const { bulk } = useListWords()
  const order = { refused: 0, waiting: 1, done: 2 }
  const sorted = [...report.cases].sort((one, other) => order[one.state] - order[other.state])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <ul className="bulk-cases" tabIndex={0} aria-label={bulk.report}>
      {sorted.map(({ id, number, title, state, message }) => (
        <li key={id}>
          <span>
            {title ? (
              <Link to="/cases/$id" params={{ id }}>
                {title}
              </Link>
            ) : (
              <span className="dim">{bulk.notSeen}</span>
            )}
            <small>{number}</small>
          </span>
          <span className={state === 'refused' ? 'late-c' : state === 'done' ? 'st done' : 'dim'}>
            {message ?? bulk.caseState[state]}
          </span>
        </li>
      ))}
    </ul>
  )
}
