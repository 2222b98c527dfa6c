/** A case of the week: what it is, by when, and the first step as a large button right there. */
import { Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { Mic } from 'lucide-react'
import type { WeekCaseReply } from '../../../src/contract/week.ts'
import type { StaffMove } from '../../shared/api.ts'
import { More } from '../cases/case-item.tsx'
import { dueGroup, fullDue, spanWords } from '../cases/due.ts'
import { Flags } from '../cases/flags.tsx'
import { Situation } from '../cases/situation.tsx'
import { useWords } from '../language.tsx'
import { useMakeMove } from '../moves/make-move.ts'
import { asksOf, groupOf, nextStepOf, staffMovesOf } from '../moves/staff-moves.ts'
import { useMe } from '../session/me.tsx'
import { useNow } from '../shell/now.ts'
import { speakOn } from '../voice/host.tsx'

export function WeekCard({ row, isNew }: { row: WeekCaseReply; isNew: boolean }) {
  const { deputy, desk, terms } = useWords()
  const navigate = useNavigate()
  const me = useMe()
  const making = useMakeMove({ aloud: true })
  const first = nextStepOf(row)
  const rest = staffMovesOf(row).filter((move) => move !== first)
  const second = first && rest.find((move) => groupOf(move) === 'handle')
  const take = (move: StaffMove) => {
    if (asksOf(move).length > 0) void navigate({ to: '/cases/$id', params: { id: row.id }, search: { move } })
    else if (!making.isPending) making.mutate({ item: row, move, body: { version: row.version } })
  }
  return (
    <article className="wc" aria-labelledby={`week-${row.id}`}>
      <WeekDue row={row} />
      <h3>
        <Link id={`week-${row.id}`} to="/cases/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
      </h3>
      <p className="about">
        {isNew && <span className="tag new">{deputy.week.new}</span>}
        <Flags row={row} />
        <span>
          {[row.place !== me.name && row.place, row.disputes > 0 && desk.situation.disputes(row.disputes)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <Situation row={row} />
      {first && (
        <div className="acts">
          <Button type="primary" loading={making.isPending} onClick={() => take(first)}>
            {terms.move[first]}
          </Button>
          {second && <Button onClick={() => take(second)}>{terms.move[second]}</Button>}
          {row.moves.includes('message') && (
            <Button
              className="icon-act"
              aria-label={deputy.voice.openOn(row.number)}
              icon={<Mic aria-hidden />}
              onClick={() => speakOn(row)}
            />
          )}
          <More row={row} moves={rest.filter((move) => move !== second)} take={take} />
        </div>
      )}
    </article>
  )
}

function WeekDue({ row }: { row: WeekCaseReply }) {
  const words = useWords()
  const now = useNow()
  if (!row.dueAt) return <p className="due none">{words.deputy.week.noClock}</p>
  const dueAt = new Date(row.dueAt)
  return (
    <p className={dueGroup(dueAt, now) === 'late' ? 'due late' : 'due'}>
      <b>{words.desk.due.by(fullDue(dueAt, now, words))}</b> <span>{spanWords(dueAt, now, words)}</span>
    </p>
  )
}
