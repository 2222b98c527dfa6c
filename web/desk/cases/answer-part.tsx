/** The latest answer, and what the resident thought of it. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { StepReply } from '../../../src/contract/receipts.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { StepFiles } from './step-files.tsx'

type Given = { opened: CaseReply; answer: NonNullable<CaseReply['answer']> }

const answers: readonly StepReply['kind'][] = ['answer', 'answer-directly', 'fulfil']

export function AnswerPart({ opened, answer }: Given) {
  const { judgement } = opened
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
      {judgement && (
        <dl className="facts" aria-label={desk.case.judgement}>
          <dt>{desk.case.process}</dt>
          <dd>{terms.grade[judgement.process]}</dd>
          <dt>{desk.case.result}</dt>
          <dd>{terms.grade[judgement.result]}</dd>
          <dt>{desk.case.solved}</dt>
          <dd>{judgement.solved ? terms.solved.yes : terms.solved.no}</dd>
        </dl>
      )}
    </div>
  )
}
