/** The chosen case beside the list: enough to take the next step without leaving the list. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { CaseReply, CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { MoveBar } from '../moves/move-bar.tsx'
import { useCaseCount, useFigure } from '../parts/figure.tsx'
import { Key } from '../parts/key.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { Failed } from '../parts/states.tsx'
import { AnswerPart } from './answer-part.tsx'
import { CountedDays } from './counted-days.tsx'
import { Flags } from './flags.tsx'
import { IdentityMark } from './identity-mark.tsx'
import { LineOfSteps } from './line-of-steps.tsx'
import { Pending } from './pending.tsx'
import { caseQuery } from './queries.ts'
import { select, useSelection } from './selection.ts'
import { StepFiles } from './step-files.tsx'
import { Talk, talkOf } from './talk.tsx'

const MoveForm = lazy(() => import('../moves/move-form.tsx'))

export function Preview({ row, at, of }: { row: CaseRowReply; at: number; of: number | null }) {
  const { desk } = useWords()
  const { caseId } = useSelection()
  return (
    // Whoever does something here stays with this case, also when what they do moves it down the list.
    <aside
      className="pane"
      aria-label={desk.list.preview}
      onFocusCapture={() => {
        if (caseId !== row.id) select({ caseId: row.id, move: null })
      }}
    >
      <Chosen key={row.id} row={row} at={at} of={of} />
    </aside>
  )
}

function Chosen({ row, at, of }: { row: CaseRowReply; at: number; of: number | null }) {
  const { desk } = useWords()
  const figure = useFigure()
  const caseCount = useCaseCount()
  const { move } = useSelection()
  const query = useQuery(caseQuery(row.id))
  const opened = query.data
  const turn = (next: StaffMove) => select({ caseId: row.id, move: next })
  return (
    <>
      <div className="ph">
        <div className="row between">
          <span className="dim">{desk.case.number(row.number)}</span>
          {of !== null && <span className="dim">{desk.list.position(figure(at), caseCount(of))}</span>}
        </div>
        <h2>{row.title}</h2>
        <div className="row wrap tags">
          <Flags row={row} />
          <span className="tag line">{row.place}</span>
          {opened && <IdentityMark identity={opened.identity} />}
        </div>
        <div className="row wrap moves">
          <MoveBar row={row} offered={opened?.offered} open={turn} opened={move} />
          <Link className="open-page" to="/cases/$id" params={{ id: row.id }}>
            {desk.list.open} <Key>↵</Key>
          </Link>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="pb" tabIndex={0} aria-label={desk.case.number(row.number)}>
        {query.isError && !opened && (
          <Failed title={desk.case.failed} thrown={query.error} retry={() => void query.refetch()} />
        )}
        {opened ? (
          <>
            {move && (
              <Suspense>
                <MoveForm opened={opened} move={move} close={() => select({ move: null })} turn={turn} />
              </Suspense>
            )}
            <Parts opened={opened} />
          </>
        ) : (
          query.isPending && (
            <section aria-busy="true">
              <span className="bone" style={{ width: '80%', marginBottom: 12 }} />
              <span className="bone" style={{ width: '60%' }} />
            </section>
          )
        )}
      </section>
    </>
  )
}

function Parts({ opened }: { opened: CaseReply }) {
  const { desk } = useWords()
  return (
    <>
      <Pending opened={opened} />
      <section>
        <h3>{desk.case.original}</h3>
        <LongWords className="words" shown={420} words={opened.text} />
        <StepFiles caseId={opened.id} files={opened.steps.find(({ kind }) => kind === 'receive')?.files ?? []} />
        {opened.reportedPlace && (
          <p className="muted" style={{ marginTop: 8 }}>
            {desk.case.placeIs(opened.reportedPlace)}
          </p>
        )}
      </section>
      <section>
        <LineOfSteps opened={opened} />
      </section>
      {opened.due && (
        <section>
          <h3>{desk.clock.title}</h3>
          <CountedDays due={opened.due} />
        </section>
      )}
      {talkOf(opened.steps).length > 0 && (
        <section>
          <h3>{desk.case.talk}</h3>
          <Talk caseId={opened.id} steps={opened.steps} />
        </section>
      )}
      {opened.answer && (
        <section>
          <h3>{desk.case.answer}</h3>
          <AnswerPart opened={opened} answer={opened.answer} />
        </section>
      )}
    </>
  )
}
