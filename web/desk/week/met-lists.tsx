/** The meetings on the spot of a week, and what was agreed at them and is not done. */
import { Link } from '@tanstack/react-router'
import type { WeekMeetingReply, WeekOwedReply } from '../../../src/contract/week.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'

export function MeetingLines({ meetings }: { meetings: readonly WeekMeetingReply[] }) {
  const { deputy, language } = useWords()
  const words = deputy.meeting
  return (
    <ul className="lines">
      {meetings.map(({ caseId, at, place, title, called, coming, otherTime }) => (
        <li key={caseId}>
          <Link id={`meeting-${caseId}`} to="/cases/$id" params={{ id: caseId }}>
            <b>{instantWords(new Date(at), language)}</b>
            <span>{place}</span>
            <time dateTime={at}>{title}</time>
            {called > 0 && (
              <span className={`st ${otherTime > 0 ? 'late' : coming === called ? 'done' : 'wait'}`}>
                {[words.answered(coming, called), otherTime > 0 && words.otherTime(otherTime)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}

export function OwedLines({ owed, today }: { owed: readonly WeekOwedReply[]; today: string }) {
  const { deputy, language } = useWords()
  const words = deputy.meeting
  return (
    <ul className="lines">
      {owed.map(({ id, caseId, what, agency, who, dueOn }) => (
        <li key={id}>
          <Link to="/cases/$id" params={{ id: caseId }}>
            <b>{what}</b>
            <span>{[agency, who].filter(Boolean).join(' ')}</span>
            <span className={dueOn < today ? 'st late' : 'st wait'}>
              {(dueOn < today ? words.itemLate : words.itemDue)(dayWords(dueOn, language))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
