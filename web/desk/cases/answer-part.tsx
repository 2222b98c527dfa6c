/** The latest answer, and what the resident thought of it. */
import type { CaseReply } from '../../../src/contract/cases.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'

type Given = { answer: NonNullable<CaseReply['answer']>; judgement: CaseReply['judgement'] }

export function AnswerPart({ answer, judgement }: Given) {
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
