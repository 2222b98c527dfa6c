/** What is the matter with a case, in one phrase with its shape: whose turn it is, and whether it is late. */
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import { useWords, type Words } from '../language.tsx'
import { useNow } from '../shell/now.ts'

type Manner = 'late' | 'wait' | 'done' | 'now' | 'open'

function phrase(row: CaseRowReply, { desk }: Words): string {
  const { situation } = desk
  if (row.mine || row.status === 'closed') return situation.mine[row.status]
  switch (row.status) {
    case 'received':
      return situation.waitAccept(row.heldBy.name)
    case 'accepted':
      return situation.waitDecision(row.heldBy.name)
    case 'with-agency':
      return situation.waitAnswer(row.agency?.name ?? row.heldBy.name)
    case 'returned':
      return situation.waitReturned(row.heldBy.name)
    case 'answered':
      return situation.waitJudgement
    case 'disputed':
      return situation.waitRedo(row.heldBy.name)
  }
}

function mannerOf(row: CaseRowReply, late: boolean): Manner {
  if (row.status === 'closed') return 'done'
  if (late) return 'late'
  if (!row.mine) return 'wait'
  return row.status === 'received' ? 'open' : 'now'
}

export function Situation({ row }: { row: CaseRowReply }) {
  const words = useWords()
  const now = useNow()
  // A resident who does not judge in time is not late; the case then closes by itself.
  const late = row.dueAt !== null && new Date(row.dueAt) <= now && row.status !== 'answered'
  return (
    <span className={`st ${mannerOf(row, late)}`}>
      <span>{phrase(row, words)}</span>
    </span>
  )
}
