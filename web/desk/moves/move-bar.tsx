/** The moves of a case: up to three as buttons, the likeliest first, the others behind «more», each that cannot be made with why. */
import './move-bar.css'
import Button from 'antd/es/button'
import type { CaseReply, CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { Key } from '../parts/key.tsx'
import { formOf } from './drafts.ts'
import { useMakeMove } from './make-move.ts'
import { MoreMoves } from './more-moves.tsx'
import { asksOf, firstMovesOf, groupOf } from './staff-moves.ts'

type Given = {
  readonly row: CaseRowReply
  /** Known once the whole case is read: with it come the moves that cannot be made now, and why. */
  readonly offered?: CaseReply['offered'] | undefined
  readonly opened: StaffMove | null
  readonly open: (move: StaffMove) => void
}

export function MoveBar({ row, offered, opened, open }: Given) {
  const { desk, terms } = useWords()
  const making = useMakeMove({ aloud: true })
  const first = firstMovesOf(row)
  const take = (move: StaffMove) => {
    if (asksOf(move).length > 0) open(move)
    else if (!making.isPending) making.mutate({ item: row, move, body: { version: row.version } })
  }
  return (
    <>
      {first.map((move, at) => {
        const asks = asksOf(move).length > 0
        const isOpen = opened !== null && formOf(opened) === formOf(move)
        return (
          <Button
            key={move}
            type={at === 0 && groupOf(move) === 'handle' ? 'primary' : 'default'}
            loading={making.isPending && making.variables?.move === move}
            {...(asks && { 'aria-expanded': isOpen })}
            onClick={() => take(move)}
          >
            {asks ? terms.move[move] : desk.move.submit[move]} <Key>{at + 1}</Key>
          </Button>
        )
      })}
      <MoreMoves row={row} offered={offered} shown={first} take={take} />
    </>
  )
}
