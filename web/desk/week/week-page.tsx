/** My week: the page a deputy begins with. Today first, then what came back, then what others have to do. */
import './week.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { WeekCaseReply, WeekReply } from '../../../src/contract/week.ts'
import { addDays, localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing, dayWords } from '../../../src/words/dates.ts'
import { dueGroup, fullDue } from '../cases/due.ts'
import { weekQuery } from '../cases/queries.ts'
import { Situation } from '../cases/situation.tsx'
import { usePageTitle, useWords } from '../language.tsx'
import { useCaseCount } from '../parts/figure.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { useNow } from '../shell/now.ts'
import { Top } from '../shell/top.tsx'
import { WaitingNotes } from '../voice/waiting-notes.tsx'
import { DaysLine, type OnDay } from './days-line.tsx'
import { HeardList } from './heard-list.tsx'
import { useLastLook } from './last-look.ts'
import { MeetingLines, OwedLines } from './met-lists.tsx'
import { WeekCard } from './week-card.tsx'

export default function WeekPage() {
  const { deputy, language } = useWords()
  const me = useMe()
  const now = useNow()
  usePageTitle(deputy.week.title)
  const query = useQuery(weekQuery)
  const last = useLastLook(me.login, query.data ? now : null)
  return (
    <>
      <Top title={deputy.week.title} where={dayWords(now, language)} />
      <main className="main week" id="main" tabIndex={-1} aria-busy={query.isPending}>
        {query.data ? (
          <Week week={query.data} last={last} />
        ) : query.isError ? (
          <Failed title={deputy.week.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : (
          <Bones />
        )}
      </main>
    </>
  )
}

function Week({ week, last }: { week: WeekReply; last: Date | null }) {
  const { deputy, desk } = useWords()
  const now = useNow()
  const caseCount = useCaseCount()
  const isNew = ({ since }: WeekCaseReply) => last !== null && since !== null && new Date(since) > last
  const groups = groupsOf(week.toDo, now)
  const fresh = week.toDo.filter(isNew).length
  const isEmpty =
    week.toDo.length + week.waiting.length + week.heard.length + week.meetings.length + week.owed.length === 0
  const cards = (rows: readonly WeekCaseReply[]) =>
    rows.map((row) => <WeekCard key={row.id} row={row} isNew={isNew(row)} />)
  const on = (date: string): OnDay => {
    const due = week.toDo.filter(({ dueAt }) => dueDayOf(dueAt) === date)
    const meetings = week.meetings.filter(({ at }) => localDate(new Date(at), beijing) === date)
    const target = due[0] ? `week-${due[0].id}` : meetings[0] ? `meeting-${meetings[0].caseId}` : null
    return { due: due.length, meetings: meetings.length, target }
  }
  return (
    <>
      <DaysLine days={week.days} on={on} />
      <WaitingNotes />
      {isEmpty ? (
        <Nothing title={deputy.week.emptyTitle}>{deputy.week.empty}</Nothing>
      ) : (
        <div className="halves">
          <div>
            {fresh > 0 && (
              <p className="notice" role="status">
                {deputy.week.newCount(fresh)}
              </p>
            )}
            {groups.late.length > 0 && (
              <Part title={deputy.week.late} count={caseCount(week.counts.late)} late>
                {cards(groups.late)}
              </Part>
            )}
            <Part title={deputy.week.today} count={caseCount(groups.today.length)}>
              {groups.today.length > 0 ? cards(groups.today) : <p className="quiet">{deputy.week.nothingToday}</p>}
            </Part>
            {groups.later.length > 0 && (
              <Part title={deputy.week.later} count={caseCount(groups.later.length)}>
                {cards(groups.later)}
              </Part>
            )}
            {week.counts.toDo > week.toDo.length && (
              <p className="all-of">
                <Link to="/">{deputy.week.toDoAll(caseCount(week.counts.toDo))}</Link>
              </p>
            )}
          </div>
          <div>
            {week.meetings.length > 0 && (
              <Part title={deputy.meeting.week} count={caseCount(week.meetings.length)}>
                <MeetingLines meetings={week.meetings} />
              </Part>
            )}
            {week.owed.length > 0 && (
              <Part title={deputy.meeting.owedWeek} count={caseCount(week.owed.length)}>
                <OwedLines owed={week.owed} today={week.today} />
              </Part>
            )}
            {week.heard.length > 0 && (
              <Part title={deputy.week.heard} count={caseCount(week.heard.length)}>
                <HeardList heard={week.heard} />
              </Part>
            )}
            {week.waiting.length > 0 && (
              <Part title={deputy.week.waiting} count={caseCount(week.counts.waiting)}>
                <WaitingList rows={week.waiting} />
                {week.counts.waiting > week.waiting.length && (
                  <p className="all-of">
                    <Link to="/" search={{ view: 'waiting' }}>
                      {deputy.week.waitingAll}
                    </Link>
                  </p>
                )}
              </Part>
            )}
          </div>
        </div>
      )}
      <p className="visually-hidden">{desk.list.end(week.toDo.length)}</p>
    </>
  )
}

/** The day by which something is due; the end of a day belongs to that day. */
const dueDayOf = (dueAt: string | null) =>
  dueAt === null ? null : localDate(new Date(new Date(dueAt).getTime() - 60_000), beijing)

function groupsOf(rows: readonly WeekCaseReply[], now: Date) {
  const lastDay = addDays(localDate(now, beijing), 6)
  const group = ({ dueAt }: WeekCaseReply) => dueGroup(dueAt ? new Date(dueAt) : null, now)
  const [late, today] = [rows.filter((row) => group(row) === 'late'), rows.filter((row) => group(row) === 'today')]
  const others = rows.filter((row) => !late.includes(row) && !today.includes(row))
  // What is due after these days stands below what is due in them.
  const inWeek = others.filter(({ dueAt }) => (dueDayOf(dueAt) ?? '9') <= lastDay)
  return { late, today, later: [...inWeek, ...others.filter((row) => !inWeek.includes(row))] }
}

type PartGiven = { title: string; count: string; late?: boolean; children: ReactNode }

const Part = ({ title, count, late = false, children }: PartGiven) => (
  <section>
    <h2 className={late ? 'late-c' : ''}>
      {title} <b>{count}</b>
    </h2>
    {children}
  </section>
)

function WaitingList({ rows }: { rows: readonly WeekCaseReply[] }) {
  const words = useWords()
  const now = useNow()
  return (
    <ul className="lines">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/cases/$id" params={{ id: row.id }}>
            <b>{row.title}</b>
            <Situation row={row} />
            {row.dueAt && (
              <time dateTime={row.dueAt}>{words.desk.due.by(fullDue(new Date(row.dueAt), now, words))}</time>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Bones() {
  const { desk } = useWords()
  return (
    <div className="halves">
      <p className="visually-hidden" role="status">
        {desk.loading}
      </p>
      <div aria-hidden="true">
        {[72, 54, 63].map((width) => (
          <div className="wc" key={width}>
            <span className="bone" style={{ width: 120 }} />
            <span className="bone" style={{ width: `${width}%` }} />
          </div>
        ))}
      </div>
    </div>
  )
}
