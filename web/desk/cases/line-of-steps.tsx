/** The line of steps: 解, the straight line that the knot becomes. */
import './steps.css'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { useWords } from '../language.tsx'
import { useNow } from '../shell/now.ts'
import { fullDue } from './due.ts'
import { type Stage, stagesOf } from './stages.ts'
import { stepTime } from './step-time.ts'

/** How much room the line needs side by side; steps.css says from which width it has it. */
const lengthOf = (stages: readonly Stage[]) => (stages.length <= 4 ? 'short' : stages.length === 5 ? 'middle' : 'long')

const manner = { done: 'ok', now: 'is', later: 'to-come' }

export function LineOfSteps({ opened }: { opened: CaseReply }) {
  const { desk } = useWords()
  const stages = stagesOf(opened)
  return (
    <div className="way">
      <ol className={`steps ${lengthOf(stages)}`} aria-label={desk.stages.label}>
        {stages.map((stage) => (
          <li
            key={stage.name}
            className={manner[stage.state]}
            {...(stage.state === 'now' && { 'aria-current': 'step' as const })}
          >
            <b>
              {desk.stages[stage.name]}
              <span className="visually-hidden"> {desk.stages[stage.state]}</span>
            </b>
            <StageNote stage={stage} dueAt={opened.waitsUntil ?? opened.dueAt} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function StageNote({ stage, dueAt }: { stage: Stage; dueAt: string | null }) {
  const words = useWords()
  const now = useNow()
  if (stage.state === 'later') return null
  if (stage.state === 'done') {
    const { day, time } = stepTime(stage.step, words.language)
    return (
      <span>
        {day} <br />
        {time}
      </span>
    )
  }
  return (
    <span>
      {stage.who} {stage.who && dueAt && <br />}
      {dueAt && words.desk.due.by(fullDue(new Date(dueAt), now, words))}
    </span>
  )
}
