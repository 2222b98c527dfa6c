/** What is the matter with a case, in one phrase with its shape: whose turn it is, and whether it is late. */
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import { isOpen } from '../../../src/domain/cases/moves.ts'
import { useWords, type Words } from '../language.tsx'
import { useNow } from '../shell/now.ts'
import { isLate } from './due.ts'

type Manner = 'late' | 'wait' | 'done' | 'now' | 'open'

function phrase(row: CaseRowReply, { deputy, desk }: Words): string {
  const { situation } = desk
  if (row.mine && row.status === 'with-agency') {
    // The same status is a different matter for who answers, who decides on more time, and who helps.
    if (row.moves.includes('grant-extension')) return situation.extensionAsked
    if (!row.moves.includes('answer') && row.moves.includes('give-opinion')) return situation.opinionAsked
  }
  // An agency that is called to a meeting, or agreed to something there, and has nothing else to do.
  if (row.mine && row.moves.includes('answer-meeting') && !row.moves.includes('answer')) return deputy.meeting.called
  if (row.mine && row.moves.includes('finish-item') && !row.moves.includes('answer')) return deputy.meeting.owed
  if (row.mine) return situation.mine[row.status]
  switch (row.status) {
    case 'quarantined':
      return situation.mine.quarantined
    case 'received':
      return situation.waitAccept(row.heldBy.name)
    case 'accepted':
      return situation.waitDecision(row.heldBy.name)
    case 'with-agency':
      return situation.waitAnswer(row.agency?.name ?? row.heldBy.name)
    case 'returned':
      return situation.waitReturned(row.heldBy.name)
    case 'waiting-for-resident':
      return situation.waitResident
    case 'answered':
      return situation.waitJudgement
    case 'disputed':
      return situation.waitRedo(row.heldBy.name)
    case 'closed':
    case 'declined':
    case 'withdrawn':
    case 'merged':
      return situation.mine[row.status]
  }
}

function mannerOf(row: CaseRowReply, late: boolean): Manner {
  if (row.status === 'closed') return 'done'
  if (!isOpen(row.status)) return 'open'
  if (late) return 'late'
  if (!row.mine) return 'wait'
  return row.status === 'received' ? 'open' : 'now'
}

export function Situation({ row }: { row: CaseRowReply }) {
  const words = useWords()
  const now = useNow()
  return (
    <span className={`st ${mannerOf(row, isLate(row, now))}`}>
      <span>{phrase(row, words)}</span>
    </span>
  )
}
