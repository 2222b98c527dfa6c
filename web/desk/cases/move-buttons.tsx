/** The moves of a case as buttons, the likeliest first; on the page of a case also those that cannot be made, with why. */
import Button from 'antd/es/button'
import { useId } from 'react'
import type { CaseReply, CaseRowReply } from '../../../src/contract/cases.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { Key } from '../parts/key.tsx'
import { useMakeMove } from './make-move.ts'
import { isStaffMove, needsOf } from './staff-moves.ts'
import { staffMovesOf } from './take-step.ts'

type Given = { row: CaseRowReply; opened: StaffMove | null; open: (move: StaffMove) => void }

export function MoveButtons({ row, opened, open }: Given) {
  const { desk, terms } = useWords()
  const making = useMakeMove({ aloud: true })
  const moves = staffMovesOf(row)
  return moves.map((move, at) => {
    const asks = needsOf(move).length > 0
    return (
      <Button
        key={move}
        type={at === 0 ? 'primary' : 'default'}
        loading={making.isPending && making.variables?.move === move}
        {...(asks && { 'aria-expanded': opened === move })}
        onClick={() => {
          if (asks) open(move)
          else if (!making.isPending) making.mutate({ item: row, move, body: { version: row.version } })
        }}
      >
        {asks ? terms.move[move] : desk.move.submit[move]} {at < 3 && <Key>{at + 1}</Key>}
      </Button>
    )
  })
}

/** The moves one’s roles know that cannot be made now. They can be reached and read, and do nothing. */
export function MovesNotNow({ item }: { item: CaseReply }) {
  const { desk, terms } = useWords()
  const id = useId()
  const refused = item.offered.flatMap(({ move, refusal, message }) =>
    refusal !== null && isStaffMove(move) ? [{ move, message: message ?? '' }] : [],
  )
  const reasons = [...new Set(refused.map(({ message }) => message))]
  return (
    <ul className="not-now-list" aria-label={desk.case.notNow}>
      {reasons.map((message, at) => (
        <li key={message}>
          {refused
            .filter((each) => each.message === message)
            .map(({ move }) => (
              <Button key={move} className="not-now" aria-disabled="true" aria-describedby={`${id}-${at}`}>
                {terms.move[move]}
              </Button>
            ))}
          <span id={`${id}-${at}`}>{message}</span>
        </li>
      ))}
    </ul>
  )
}
