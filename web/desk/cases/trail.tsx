/** The audit trail of a case, newest first: who did what, to whom it went, and the words that went along. */
import type { StepReply } from '../../../src/contract/receipts.ts'
import { dayWords, deadlineWords } from '../../../src/words/dates.ts'
import { useWords, type Words } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { StepFiles } from './step-files.tsx'
import { stepTime } from './step-time.ts'
import { isTalk } from './talk.tsx'

/** Steps in which the case went to someone, and to whom is worth saying. */
const goesOn: readonly StepReply['kind'][] = ['pass', 'fall', 'entrust', 'transfer', 'appeal', 'hand-over', 'return']

/** Files of these stand beside their words already: with the original, and in what was written to and fro. */
const shownElsewhere = (step: StepReply) => step.kind === 'receive' || isTalk(step)

export function Trail({ caseId, steps }: { caseId: string; steps: readonly StepReply[] }) {
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
                <b>{whoDid(step, words)}</b> {step.continued ? desk.trail.continued : desk.trail.did[step.kind]}
                {step.to && goesOn.includes(step.kind) && desk.trail.to(step.to.name)}
              </p>
              <Details step={step} />
              {!shownElsewhere(step) && <StepFiles caseId={caseId} files={step.files} />}
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

/** What a step brought besides words: an outcome, a kind of reason, a day, the due date it replaced. */
function Details({ step }: { step: StepReply }) {
  const { desk, terms, language } = useWords()
  const { trail } = desk
  const parts = [
    step.outcome && trail.outcome(terms.outcome[step.outcome]),
    step.reason && trail.reason(terms.declineReason[step.reason]),
    step.until && trail.until(dayWords(step.until, language)),
    step.dueBefore && trail.dueBefore(deadlineWords(new Date(step.dueBefore), language)),
  ].filter(Boolean)
  return parts.length > 0 && <p className="with">{parts.join(trail.between)}</p>
}

/** The unit that acted, by its name. */
export function whoDid({ by }: StepReply, { terms }: Words): string {
  if (by.kind === 'resident') return terms.resident
  return by.kind === 'system' ? terms.system : by.name
}
