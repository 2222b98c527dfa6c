/** What residents said, judged or sent back this week; each leads to its case. */
import { Link } from '@tanstack/react-router'
import type { HeardReply } from '../../../src/contract/week.ts'
import { hourWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'

export function HeardList({ heard }: { heard: readonly HeardReply[] }) {
  const { deputy, language } = useWords()
  return (
    <ul className="lines">
      {heard.map((row) => (
        <li key={row.id}>
          <Link to="/cases/$id" params={{ id: row.caseId }}>
            <span className={`st ${mannerOf(row)}`}>
              <b>{row.title}</b>
            </span>
            <Said row={row} />
            <time dateTime={row.at}>
              {deputy.week.heardKinds[row.kind]} · {hourWords(new Date(row.at), language)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function Said({ row }: { row: HeardReply }) {
  const { terms } = useWords()
  const { judgement } = row
  if (!judgement) return <span className="said-words">{row.words}</span>
  return (
    <span className="said-words">
      {[terms.solved[judgement.solved ? 'yes' : 'no'], terms.grade[judgement.result], row.words]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

const mannerOf = ({ kind, judgement }: HeardReply) => {
  if (kind === 'send-back' || kind === 'reopen') return 'late'
  if (judgement) return judgement.solved ? 'done' : 'late'
  return 'now'
}
