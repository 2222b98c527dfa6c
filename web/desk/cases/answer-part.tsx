/** The latest answer, and what the resident thought of it. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { StepReply } from '../../../src/contract/receipts.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { useCallWords } from '../call-backs/words.ts'
import { useEnteringWords } from '../entering/words.ts'
import { useWords } from '../language.tsx'
import { StepFiles } from './step-files.tsx'

type Given = { opened: CaseReply; answer: NonNullable<CaseReply['answer']> }

const answers: readonly StepReply['kind'][] = ['answer', 'answer-directly', 'fulfil']

export function AnswerPart({ opened, answer }: Given) {
  const { judgement, callBack } = opened
  const [entering, calls] = [useEnteringWords(), useCallWords()]
  const { desk, terms, language } = useWords()
  return (
    <div className="answer">
      <p className="row wrap between">
        <b>
          {answer.by.name}　{terms.outcome[answer.outcome]}
        </b>
        <span className="dim">{instantWords(new Date(answer.at), language)}</span>
      </p>
      {answer.plannedFor && <p className="muted">{desk.case.plannedFor(dayWords(answer.plannedFor, language))}</p>}
      <p className="words">{answer.words}</p>
      <StepFiles caseId={opened.id} files={opened.steps.findLast(({ kind }) => answers.includes(kind))?.files ?? []} />
      {judgement && <Graded label={desk.case.judgement} graded={judgement} />}
      {judgement?.assisted && <p className="dim">{entering.casePage.assisted}</p>}
      {callBack && (
        <>
          <p className="dim">
            {calls.title}　{instantWords(new Date(callBack.at), language)}
          </p>
          <Graded label={calls.title} graded={callBack} />
        </>
      )}
    </div>
  )
}

/** The three grades of a judgement, or of what was heard on the telephone. */
function Graded({ label, graded }: { label: string; graded: NonNullable<CaseReply['judgement']> }) {
  const { desk, terms } = useWords()
  return (
    <dl className="facts" aria-label={label}>
      <dt>{desk.case.process}</dt>
      <dd>{terms.grade[graded.process]}</dd>
      <dt>{desk.case.result}</dt>
      <dd>{terms.grade[graded.result]}</dd>
      <dt>{desk.case.solved}</dt>
      <dd>{graded.solved ? terms.solved.yes : terms.solved.no}</dd>
    </dl>
  )
}
