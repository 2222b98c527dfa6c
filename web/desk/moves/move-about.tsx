/** What one must know before making a move: what was proposed or asked for and by whom, and what will happen. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import { localDate } from '../../../src/domain/calendar/calendar.ts'
import { beijing, dayWords } from '../../../src/words/dates.ts'
import type { StaffMove } from '../../shared/api.ts'
import { useWords } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'

type Given = { readonly opened: CaseReply; readonly move: StaffMove }

export function MoveAbout({ opened, move }: Given) {
  const { desk, language } = useWords()
  switch (move) {
    case 'propose-decline':
      return <p className="notice">{desk.move.secondPerson}</p>
    case 'decline':
      return (
        <>
          <Proposal opened={opened} />
          <p>{desk.move.confirmDecline}</p>
        </>
      )
    case 'ask-extension':
      return <p className="notice">{desk.move.extensionRule}</p>
    case 'grant-extension':
      return (
        <>
          <ExtensionAsked opened={opened} />
          <p>{desk.move.extensionGranted}</p>
        </>
      )
    case 'refuse-extension':
      return <ExtensionAsked opened={opened} />
    case 'split':
      return opened.lead && <p>{desk.move.splitNote(opened.lead)}</p>
    case 'transfer':
      return <p className="notice">{desk.move.transferNote}</p>
    case 'fulfil':
      return opened.plannedFor && <p className="notice">{desk.move.promised(dayWords(opened.plannedFor, language))}</p>
    case 'relay':
      return (
        opened.answer && (
          <div className="quoted">
            <p className="dim">{desk.move.answerWas}</p>
            <LongWords className="words" shown={160} words={opened.answer.words} />
          </div>
        )
      )
    case 'mark-urgent':
      return (
        <div className="notice urgent">
          <p>
            <b>{desk.move.urgentTitle}</b>
          </p>
          <p>{desk.move.urgentNow(opened.agency?.name ?? desk.move.urgentAnyone)}</p>
          <p>{desk.move.urgentThen}</p>
        </div>
      )
    default:
      return null
  }
}

const latest = ({ steps }: CaseReply, kind: string) => steps.findLast((step) => step.kind === kind)

/** Who proposed not to take it on, of which kind, and the words the resident would read. */
export function Proposal({ opened }: { opened: CaseReply }) {
  const { desk, terms } = useWords()
  const proposed = opened.declineProposed
  if (!proposed) return null
  return (
    <div className="quoted">
      <p className="row wrap">
        <b>{desk.move.proposedBy(latest(opened, 'propose-decline')?.by.name ?? '')}</b>
        <span className="tag line">{terms.declineReason[proposed.reason]}</span>
      </p>
      <p className="dim">{desk.move.willSee}</p>
      <LongWords className="words" shown={300} words={proposed.words} />
    </div>
  )
}

/** Who asks for how much more time, and why. */
export function ExtensionAsked({ opened }: { opened: CaseReply }) {
  const { desk, language } = useWords()
  if (!opened.extensionAsked) return null
  const asked = latest(opened, 'ask-extension')
  const due = opened.dueAt && localDate(new Date(new Date(opened.dueAt).getTime() - 60_000), beijing)
  return (
    <div className="quoted">
      <p>
        <b>{desk.move.extensionBy(asked?.by.name ?? '')}</b>
      </p>
      <p>
        {desk.move.extensionFromTo(due ? dayWords(due, language) : '', dayWords(opened.extensionAsked.until, language))}
      </p>
      {asked?.words && <LongWords className="words" shown={300} words={asked.words} />}
    </div>
  )
}
