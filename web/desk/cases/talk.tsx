/** What was written to the resident and back, in the order in which it was written. */
import type { StepReply } from '../../../src/contract/receipts.ts'
import { useWords } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { StepFiles } from './step-files.tsx'
import { stepTime } from './step-time.ts'

const kinds = ['ask', 'reply', 'message', 'relay'] as const
type Said = StepReply & { readonly kind: (typeof kinds)[number] }

export const isTalk = (step: StepReply): step is Said => kinds.some((kind) => kind === step.kind)

export const talkOf = (steps: readonly StepReply[]): Said[] => steps.filter(isTalk)

export function Talk({ caseId, steps }: { caseId: string; steps: readonly StepReply[] }) {
  const { desk, terms, language } = useWords()
  return (
    <ol className="talk">
      {talkOf(steps).map((step, at) => {
        const { day, time } = stepTime(step, language)
        const resident = step.by.kind === 'resident'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever grow, so their place from the first is a name
          <li key={at} className={resident ? 'resident' : ''}>
            <p className="row wrap between">
              <span>
                <b>{resident ? terms.resident : step.by.name}</b>{' '}
                <span className="dim">{desk.case.talkKinds[step.kind]}</span>
              </span>
              <time className="dim" dateTime={step.at}>
                {day} {time}
              </time>
            </p>
            {step.words && <LongWords className="words" shown={300} words={step.words} />}
            <StepFiles caseId={caseId} files={step.files} />
          </li>
        )
      })}
    </ol>
  )
}
