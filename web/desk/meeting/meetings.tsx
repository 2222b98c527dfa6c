/** The meetings on the spot of a case: when and where, who comes, and what was agreed with its state. */
import './meeting.css'
import Button from 'antd/es/button'
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { MeetingReply } from '../../../src/contract/meetings.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing, dayWords, instantWords } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { StepFiles } from '../cases/step-files.tsx'
import { useWords } from '../language.tsx'
import { useNow } from '../shell/now.ts'

type Given = { readonly opened: CaseReply; readonly open: (move: StaffMove) => void }

export function Meetings({ opened, open }: Given) {
  const { deputy } = useWords()
  if (opened.meetings.length === 0) return null
  return (
    <section className="meetings">
      <h2 className="sec">{deputy.meeting.title}</h2>
      <ol>
        {opened.meetings.toReversed().map((meeting) => (
          <li key={`${meeting.at} ${meeting.state}`}>
            <Meeting opened={opened} open={open} meeting={meeting} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Meeting({ opened, open, meeting }: Given & { meeting: MeetingReply }) {
  const { deputy, language } = useWords()
  const words = deputy.meeting
  const isOpen = meeting.state === 'called'
  const may = (move: StaffMove) => isOpen && opened.moves.includes(move)
  return (
    <>
      <p className="row wrap between">
        <b>{instantWords(new Date(meeting.at), language)}</b>
        <span className={`st ${mannerOf[meeting.state]}`}>{words.states[meeting.state]}</span>
      </p>
      <p>{meeting.place}</p>
      <p className="dim">
        {[words.calledBy(meeting.calledBy.name), meeting.withStation && words.station].filter(Boolean).join(' · ')}
      </p>
      {meeting.words && <p className="quoted">{meeting.words}</p>}
      {meeting.state !== 'held' && (
        <ul className="called">
          {meeting.calls.map(({ agencyId, name, answer, words: said }) => (
            <li key={agencyId}>
              <span className="row between">
                <span>{name}</span>
                <span className={`st ${answer === 'coming' ? 'done' : answer ? 'late' : 'wait'}`}>
                  {answer ? words.answers[answer] : words.noAnswer}
                </span>
              </span>
              {said && <p className="dim">{said}</p>}
            </li>
          ))}
        </ul>
      )}
      {meeting.outcome && <p className="words">{meeting.outcome}</p>}
      {meeting.state === 'held' && <Items opened={opened} items={meeting.items} open={open} />}
      <div className="row wrap acts">
        {may('answer-meeting') && (
          <Button type="primary" onClick={() => open('answer-meeting')}>
            {words.answer}
          </Button>
        )}
        {may('conclude-meeting') && (
          <Button type="primary" onClick={() => open('conclude-meeting')}>
            {words.conclude}
          </Button>
        )}
        {may('call-meeting') && <Button onClick={() => open('call-meeting')}>{words.again}</Button>}
        {may('call-off-meeting') && <Button onClick={() => open('call-off-meeting')}>{words.off}</Button>}
      </div>
    </>
  )
}

const mannerOf = { called: 'now', moved: 'open', 'called-off': 'open', held: 'done' } as const

function Items({ opened, items, open }: Given & { items: MeetingReply['items'] }) {
  const { deputy, language } = useWords()
  const words = deputy.meeting
  const today = localDate(useNow(), beijing)
  if (items.length === 0) return <p className="dim">{words.noItems}</p>
  return (
    <ul className="called" aria-label={words.items}>
      {items.map(({ id, agency, who, what, dueOn, doneAt, doneWords, files, mine }) => {
        const late = doneAt === null && dueOn < today
        return (
          <li key={id}>
            <b>{what}</b>
            <p className="row wrap between">
              <span>{[agency, who].filter(Boolean).join(' ')}</span>
              <span className={`st ${doneAt ? 'done' : late ? 'late' : 'wait'}`}>
                {doneAt
                  ? words.itemDone(dayWords(new Date(doneAt), language))
                  : late
                    ? words.itemLate(dayWords(dueOn, language))
                    : words.itemDue(dayWords(dueOn, language))}
              </span>
            </p>
            {doneWords && <p className="quoted">{doneWords}</p>}
            <StepFiles caseId={opened.id} files={files} />
            {mine && doneAt === null && opened.moves.includes('finish-item') && (
              <Button onClick={() => open('finish-item')}>{words.finish}</Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
