/** The audit trail of a case, newest first: who did what, to whom it went, and the words that went along. */
import type { StepReply } from '../../../src/contract/receipts.ts'
import { useWords, type Words } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { stepTime } from './step-time.ts'

export function Trail({ steps }: { steps: readonly StepReply[] }) {
  const words = useWords()
  const { desk, language } = words
  return (
    <ol className="audit">
      {[...steps].reverse().map((step, at) => {
        const { day, time } = stepTime(step, language)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever grow, so their place from the first is a name
          <li key={steps.length - at}>
            <time dateTime={step.at}>
              {day}
              <br />
              {time}
            </time>
            <div>
              <p>
                <b>{whoDid(step, words)}</b> {desk.trail.did[step.kind]}
                {step.to && desk.trail.to(step.to.name)}
              </p>
              {step.words && (
                <LongWords
                  className="with"
                  shown={140}
                  words={step.kind === 'look-at-identity' ? desk.trail.lookWhy(step.words) : step.words}
                />
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function whoDid({ by }: StepReply, { terms }: Words): string {
  if (by.kind === 'resident') return terms.resident
  return by.kind === 'system' ? terms.system : by.name
}
