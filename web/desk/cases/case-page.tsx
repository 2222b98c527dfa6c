/** One case on one page: the words, the way, the clock, who holds it, the trail, and the next step on top. */
import './case.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { deadlineWords } from '../../../src/words/dates.ts'
import { failureOf, type StaffMove } from '../../shared/api.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { OthersHere } from '../live/others.tsx'
import { usePhone } from '../look/theme.tsx'
import { Meetings } from '../meeting/meetings.tsx'
import { useMakeMove } from '../moves/make-move.ts'
import { MoveBar } from '../moves/move-bar.tsx'
import { asksOf, firstMovesOf } from '../moves/staff-moves.ts'
import { Notes } from '../notes/notes-section.tsx'
import { useReadOnOpening } from '../notices/queries.ts'
import { Failed } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNow } from '../shell/now.ts'
import { Top } from '../shell/top.tsx'
import { speakOn } from '../voice/host.tsx'
import { AnswerPart } from './answer-part.tsx'
import { CountedDays } from './counted-days.tsx'
import { fullDue, isLate, spanWords } from './due.ts'
import { Erasing } from './erasing.tsx'
import { Flags } from './flags.tsx'
import { LineOfSteps } from './line-of-steps.tsx'
import { Original, WhoHolds } from './original.tsx'
import { Pending } from './pending.tsx'
import { PrintCase } from './print-case.tsx'
import { type CaseList, caseQuery, listQuery, rowsOf } from './queries.ts'
import { Recused } from './recused.tsx'
import { useSelection } from './selection.ts'
import { Situation } from './situation.tsx'
import { Talk, talkOf } from './talk.tsx'
import { Trail } from './trail.tsx'

const CaseCategory = lazy(() => import('../rulebook/case-category.tsx'))
const MoveForm = lazy(() => import('../moves/move-form.tsx'))
const route = getRouteApi('/cases/$id')

export default function CasePage() {
  const { id } = route.useParams()
  const { move } = route.useSearch()
  const { desk } = useWords()
  const navigate = useNavigate()
  const query = useQuery(caseQuery(id))
  const opened = query.data
  const { list } = useSelection()
  usePageTitle(opened ? opened.number : desk.nav.cases)
  const toForm = (next: StaffMove | null) =>
    void navigate({ to: '/cases/$id', params: { id }, search: next ? { move: next } : {}, replace: true })
  const leave = () => {
    if (move) toForm(null)
    else void navigate(listAddress(list))
  }
  useKeys({ Escape: leave })
  return (
    <>
      <Top
        title={opened?.title ?? desk.nav.cases}
        where={opened && desk.case.number(opened.number)}
        before={<Neighbours id={id} list={list} />}
      />
      <main className="main case" id="main" tabIndex={-1}>
        {opened ? (
          <Opened key={id} opened={opened} move={move ?? null} toForm={toForm} />
        ) : query.isError ? (
          <Failed
            title={desk.case.failed}
            thrown={query.error}
            {...(failureOf(query.error).kind !== 'refused' && { retry: () => void query.refetch() })}
          />
        ) : (
          <Bones />
        )}
      </main>
    </>
  )
}

const listAddress = ({ view, filters }: CaseList) => {
  if (view === 'all') return { to: '/cases' as const, search: filters }
  return { to: '/' as const, search: { ...(view !== 'to-do' && { view }), ...filters } }
}

/** Back to the list, and on to the case before and after in it. */
function Neighbours({ id, list }: { id: string; list: CaseList }) {
  const { desk } = useWords()
  const navigate = useNavigate()
  // What the list already knows is enough; nothing is asked of the server for this.
  const known = useInfiniteQuery({ ...listQuery(list), enabled: false })
  const rows = useMemo(() => rowsOf(known.data?.pages ?? []), [known.data])
  const at = rows.findIndex((row) => row.id === id)
  const before = at > 0 ? rows[at - 1] : undefined
  const after = at >= 0 ? rows[at + 1] : undefined
  const go = (row: { id: string } | undefined) => () => {
    if (row) void navigate({ to: '/cases/$id', params: { id: row.id } })
  }
  useKeys({ '[': go(before), ']': go(after) })
  return (
    <nav className="neighbours" aria-label={desk.case.back}>
      <Link {...listAddress(list)} title={desk.case.back}>
        <ArrowLeft aria-hidden />
        <span>{desk.case.back}</span>
      </Link>
      {before && (
        <Link className="side" to="/cases/$id" params={{ id: before.id }} title={desk.case.previous}>
          <ChevronLeft aria-hidden />
          <span className="visually-hidden">{desk.case.previous}</span>
        </Link>
      )}
      {after && (
        <Link className="side" to="/cases/$id" params={{ id: after.id }} title={desk.case.next}>
          <ChevronRight aria-hidden />
          <span className="visually-hidden">{desk.case.next}</span>
        </Link>
      )}
    </nav>
  )
}

type OpenedGiven = { opened: CaseReply; move: StaffMove | null; toForm: (move: StaffMove | null) => void }

function Opened({ opened, move, toForm }: OpenedGiven) {
  const { desk, language } = useWords()
  const now = useNow()
  const making = useMakeMove({ aloud: true })
  useReadOnOpening(opened.id)
  const maySort = mayDo('sort-cases', useMe().memberships)
  const take = (at: number) => () => {
    const next = firstMovesOf(opened)[at]
    if (!next) return
    if (asksOf(next).length > 0) toForm(next)
    else if (!making.isPending) making.mutate({ item: opened, move: next, body: { version: opened.version } })
  }
  useKeys({ 1: take(0), 2: take(1), 3: take(2) })
  // On a phone the form stands right below the words it answers, else beside them.
  const phone = usePhone()
  const form = move && (
    <Suspense>
      <MoveForm opened={opened} move={move} close={() => toForm(null)} turn={toForm} />
    </Suspense>
  )
  return (
    <>
      <div className="bar">
        <div className="row wrap facts-line">
          <b>
            <Situation row={opened} />
          </b>
          <DueLine opened={opened} />
          <Flags row={opened} />
          {opened.disputes > 0 && <span className="muted">{desk.situation.disputes(opened.disputes)}</span>}
          <OthersHere caseId={opened.id} />
          {opened.returnBy && new Date(opened.returnBy) > now && opened.moves.includes('return') && (
            <span className="muted">{desk.case.returnBy(deadlineWords(new Date(opened.returnBy), language))}</span>
          )}
        </div>
        <div className="row wrap">
          <MoveBar row={opened} offered={opened.offered} opened={move} open={toForm} />
        </div>
      </div>
      <div className="cols">
        <Column className="c1" label={desk.case.original}>
          <Original opened={opened}>{phone && form}</Original>
          {maySort && (
            <Suspense>
              <CaseCategory opened={opened} handOver={() => toForm('hand-over')} />
            </Suspense>
          )}
          <WhoHolds opened={opened} />
          <Recused opened={opened} />
          <Erasing opened={opened} />
        </Column>
        <Column className="c2" label={desk.stages.label}>
          {!phone && form}
          {move === null && <Pending opened={opened} />}
          <section>
            <LineOfSteps opened={opened} />
          </section>
          <Meetings opened={opened} open={toForm} />
          <TalkSection opened={opened} write={toForm} />
          <Notes caseId={opened.id} />
          {opened.answer && (
            <section>
              <h2 className="sec">{desk.case.answer}</h2>
              <AnswerPart opened={opened} answer={opened.answer} />
            </section>
          )}
          <section>
            <h2 className="sec">{desk.clock.title}</h2>
            {opened.due ? <CountedDays due={opened.due} /> : <p className="muted">{desk.clock.none}</p>}
          </section>
        </Column>
        <Column className="c3" label={desk.case.trail}>
          <div className="row between">
            <h2 className="sec">{desk.case.trail}</h2>
            <PrintCase id={opened.id} number={opened.number} />
          </div>
          <p className="dim">{desk.case.trailNote}</p>
          <Trail caseId={opened.id} steps={opened.steps} />
        </Column>
      </div>
    </>
  )
}

const Column = ({ className, label, children }: { className: string; label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
  <section className={className} aria-label={label} tabIndex={0}>
    {children}
  </section>
)

function DueLine({ opened }: { opened: CaseReply }) {
  const words = useWords()
  const now = useNow()
  if (opened.waitsUntil) return <b>{words.desk.due.waitsUntil(fullDue(new Date(opened.waitsUntil), now, words))}</b>
  if (!opened.dueAt) return null
  const dueAt = new Date(opened.dueAt)
  return (
    <span className={isLate(opened, now) ? 'late-c' : ''}>
      <b>
        {(opened.status === 'answered' ? words.desk.due.judgedUntil : words.desk.due.dueAt)(fullDue(dueAt, now, words))}
      </b>
      {'　'}
      {spanWords(dueAt, now, words)}
      {opened.due?.extendedUntil && (
        <span className="muted">
          {'　'}
          {words.desk.trail.dueBefore(deadlineWords(new Date(opened.due.originalDueAt), words.language))}
        </span>
      )}
    </span>
  )
}

function TalkSection({ opened, write }: { opened: CaseReply; write: (move: StaffMove) => void }) {
  const { deputy, desk } = useWords()
  const can = opened.moves.includes('message')
  const none = talkOf(opened.steps).length === 0
  if (none && !can) return null
  return (
    <section>
      <div className="row between">
        <h2 className="sec">{desk.case.talk}</h2>
        {can && (
          <span className="row">
            <Button size="small" onClick={() => speakOn(opened)}>
              {deputy.voice.open}
            </Button>
            <Button size="small" onClick={() => write('message')}>
              {desk.case.write}
            </Button>
          </span>
        )}
      </div>
      <p className="dim">{none ? desk.case.talkNone : desk.case.talkNote}</p>
      <Talk caseId={opened.id} steps={opened.steps} />
    </section>
  )
}

function Bones() {
  const { desk } = useWords()
  return (
    <div className="bones" aria-busy="true">
      <p className="visually-hidden" role="status">
        {desk.loading}
      </p>
      {[40, 72, 64, 80, 56].map((width) => (
        <span key={width} className="bone" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
