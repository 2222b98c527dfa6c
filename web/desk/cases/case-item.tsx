/** One case of a list: a row at the desk, a card on a phone. */
import { Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { useDeskWidth, usePhone } from '../look/theme.tsx'
import { groupOf, moveGroups, nextStepOf, staffMovesOf } from '../moves/staff-moves.ts'
import { useTakeStep } from '../moves/take-step.ts'
import { MenuButton } from '../parts/menu-button.tsx'
import { useNow } from '../shell/now.ts'
import { dueGroup, fullDue, shortDue, spanWords } from './due.ts'
import { Flags } from './flags.tsx'
import { useListWords } from './list-words.ts'
import { useIsPicked } from './picking.ts'
import { select } from './selection.ts'
import { Situation } from './situation.tsx'

type Given = {
  row: CaseRowReply
  at: number
  of: number
  chosen: boolean
  /** Chooses it for a move on many; null for those who make none. */
  pick: ((row: CaseRowReply, range: boolean) => void) | null
}

export const CaseItem = memo(function CaseItem({ row, at, of, chosen, pick }: Given) {
  const words = useWords()
  const { desk, terms } = words
  const preview = useDeskWidth()
  const phone = usePhone()
  const { take, busy } = useTakeStep()
  const first = nextStepOf(row)
  const rest = staffMovesOf(row).filter((move) => move !== first)
  const second = first && rest.find((move) => groupOf(move) === 'handle')
  return (
    // Pressing anywhere on the row is a convenience for the mouse; the link in it does the same for everybody.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <article
      className={chosen && preview ? 'r sel' : 'r'}
      aria-labelledby={`case-${row.id}`}
      aria-posinset={at}
      aria-setsize={of}
      onClick={(event) => {
        if (preview && !(event.target as HTMLElement).closest('a, button, label, [role="menu"]'))
          select({ caseId: row.id, move: null })
      }}
    >
      {pick && <Pick row={row} pick={pick} />}
      <Due row={row} />
      <div className="what">
        <h3>
          <Link
            id={`case-${row.id}`}
            to="/cases/$id"
            params={{ id: row.id }}
            onClick={(event) => {
              // The first press of the mouse shows the case beside the list, the second opens its page.
              if (!preview || chosen || event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
              event.preventDefault()
              select({ caseId: row.id, move: null })
            }}
          >
            {row.title}
          </Link>
        </h3>
        <p>
          <Flags row={row} />
          {[row.place, row.number, row.disputes > 0 && desk.situation.disputes(row.disputes)]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <Situation row={row} />
      <div className="acts">
        {first ? (
          <Button
            type={chosen && preview ? 'primary' : 'default'}
            className={chosen && preview ? '' : 'first'}
            loading={busy}
            onClick={() => take(row, first)}
          >
            {terms.move[first]}
          </Button>
        ) : (
          <span className="none">{desk.list.notMyMove}</span>
        )}
        {second && (
          <Button className="second" onClick={() => take(row, second)}>
            {terms.move[second]}
          </Button>
        )}
      </div>
      <More row={row} moves={phone ? rest.filter((move) => move !== second) : rest} take={(move) => take(row, move)} />
    </article>
  )
})

/** Space chooses it, shift and space everything from the one chosen last. */
function Pick({ row, pick }: { row: CaseRowReply; pick: (row: CaseRowReply, range: boolean) => void }) {
  const { bulk } = useListWords()
  const picked = useIsPicked(row.id)
  return (
    <label className="pick">
      <span className="visually-hidden">{bulk.pick(row.number)}</span>
      <input
        type="checkbox"
        checked={picked}
        onChange={(event) => pick(row, (event.nativeEvent as MouseEvent).shiftKey === true)}
      />
    </label>
  )
}

function Due({ row }: { row: CaseRowReply }) {
  const words = useWords()
  const now = useNow()
  if (row.status === 'waiting-for-resident')
    return (
      <p className="due none">
        <b>{words.desk.due.paused}</b> <small>{words.desk.due.pausedNote}</small>
      </p>
    )
  if (!row.dueAt) return <p className="due none">{words.desk.due.none}</p>
  const dueAt = new Date(row.dueAt)
  const late = dueGroup(dueAt, now) === 'late'
  return (
    <p className={late ? 'due late' : 'due'} title={fullDue(dueAt, now, words)}>
      <b>{shortDue(dueAt, now, words)}</b> <small>{spanWords(dueAt, now, words)}</small>
    </p>
  )
}

/** The other moves of a case in a menu. */
export function More({ row, moves, take }: { row: CaseRowReply; moves: StaffMove[]; take: (move: StaffMove) => void }) {
  const { desk, terms } = useWords()
  const navigate = useNavigate()
  return (
    <MenuButton
      className="more"
      label={desk.list.othersOf(row.number)}
      icon={<Ellipsis aria-hidden />}
      items={[
        ...moveGroups.flatMap((group) => {
          const children = moves
            .filter((move) => groupOf(move) === group)
            .map((move) => ({ key: move, label: terms.move[move], onClick: () => take(move) }))
          return children.length > 0
            ? [{ key: group, type: 'group' as const, label: desk.move.groups[group], children }]
            : []
        }),
        { type: 'divider' as const },
        {
          key: 'open',
          label: desk.list.open,
          onClick: () => void navigate({ to: '/cases/$id', params: { id: row.id } }),
        },
      ]}
    />
  )
}
