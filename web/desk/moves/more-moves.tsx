/**
 * «More»: the moves without a button of their own, by group. A move that cannot be made stands there with its reason; one
 * that is somebody else's, or of another stage of the case, does not stand in the way.
 */
import Button from 'antd/es/button'
import { ChevronDown } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { CaseReply, CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { groupOf, isStaffMove, moveGroups, staffMovesOf } from './staff-moves.ts'

type Listed = { readonly move: StaffMove; readonly why: string | null }

const saysLittle = [
  'not-from-this-status',
  'not-yours',
  'not-your-role',
  // Nothing was proposed, asked or promised that could be decided on, helped with or kept.
  'no-decline-proposed',
  'no-extension-asked',
  'not-asked-for-an-opinion',
  'no-plan-open',
  'no-meeting-called',
  'not-called-to-meeting',
  'nothing-agreed',
  // A deputy to whom this is said is the one who handles it.
  'already-with-a-deputy',
]

function listedOf(row: CaseRowReply, offered: CaseReply['offered'] | undefined, shown: readonly StaffMove[]): Listed[] {
  const listed = offered
    ? offered.flatMap(({ move, refusal, message }) =>
        isStaffMove(move) && (refusal === null || !saysLittle.includes(refusal)) ? [{ move, why: message }] : [],
      )
    : staffMovesOf(row).map((move) => ({ move, why: null }))
  return listed.filter(({ move }) => !shown.includes(move))
}

type Given = {
  readonly row: CaseRowReply
  readonly offered?: CaseReply['offered'] | undefined
  readonly shown: readonly StaffMove[]
  readonly take: (move: StaffMove) => void
}

export function MoreMoves({ row, offered, shown, take }: Given) {
  const { desk, terms } = useWords()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const listed = listedOf(row, offered, shown)
  useEffect(() => {
    if (!open) return
    box.current?.querySelector<HTMLElement>('.more-moves button')?.focus()
    const elsewhere = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', elsewhere)
    return () => document.removeEventListener('pointerdown', elsewhere)
  }, [open])
  if (listed.length === 0) return null

  const shut = () => {
    setOpen(false)
    box.current?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape is heard here, for whatever inside has the focus
    <div
      className="more-of"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.preventDefault()
        shut()
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !box.current?.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <Button aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {desk.move.more}
        <ChevronDown aria-hidden />
      </Button>
      {open && (
        <section className="more-moves" id={id} aria-label={desk.move.moreOf(row.number)}>
          {moveGroups.map((group) => (
            <Group
              key={group}
              title={desk.move.groups[group]}
              moves={listed.filter(({ move }) => groupOf(move) === group)}
              nameOf={(move) => terms.move[move]}
              take={(move) => {
                shut()
                take(move)
              }}
            />
          ))}
        </section>
      )}
    </div>
  )
}

type GroupGiven = {
  readonly title: string
  readonly moves: readonly Listed[]
  readonly nameOf: (move: StaffMove) => string
  readonly take: (move: StaffMove) => void
}

function Group({ title, moves, nameOf, take }: GroupGiven) {
  const id = useId()
  if (moves.length === 0) return null
  return (
    <div>
      <h2>{title}</h2>
      <ul>
        {moves.map(({ move, why }) => (
          <li key={move}>
            <Button
              type="text"
              className={why === null ? '' : 'not-now'}
              {...(why !== null && { 'aria-disabled': true, 'aria-describedby': `${id}-${move}` })}
              onClick={() => {
                if (why === null) take(move)
              }}
            >
              {nameOf(move)}
            </Button>
            {why !== null && (
              <p className="dim" id={`${id}-${move}`}>
                {why}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
