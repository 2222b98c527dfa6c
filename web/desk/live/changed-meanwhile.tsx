/** A case that changed while a form about it was open: what the person wrote, and beside it what happened meanwhile. */
import './live.css'
import { useEffect, useRef } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { stepTime } from '../cases/step-time.ts'
import { whoDid } from '../cases/trail.tsx'
import { useWords } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'

type Given = {
  readonly opened: CaseReply
  /** How many steps the person had seen when they began to write. */
  readonly stepsSeen: number
  readonly written: string
}

/** A press that falls on the moment in which this appears was not meant as «I have seen it». */
const timeToSee = 800

/** Tells whether what is shown has been in sight long enough to count as seen. */
export function useSeenLongEnough(version: number | null): () => boolean {
  const since = useRef(0)
  useEffect(() => {
    since.current = version === null ? 0 : Date.now()
  }, [version])
  return () => Date.now() - since.current >= timeToSee
}

export function ChangedMeanwhile({ opened, stepsSeen, written }: Given) {
  const words = useWords()
  const { desk, live, language } = words
  const steps = opened.steps.slice(stepsSeen)
  return (
    <div className="changed">
      <h3>{live.changed.title}</h3>
      <div className="sides">
        <div>
          <h4>{live.changed.yours}</h4>
          <p className="mine">{written.trim() || live.changed.nothingTyped}</p>
        </div>
        <div>
          <h4>{live.changed.theirs}</h4>
          {steps.length === 0 && <p>{live.changed.none}</p>}
          <ol>
            {steps.map((step, at) => {
              const { day, time } = stepTime(step, language)
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever grow, so their place from the first is a name
                <li key={stepsSeen + at}>
                  <p>
                    <b>{whoDid(step, words)}</b> {step.continued ? desk.trail.continued : desk.trail.did[step.kind]}
                  </p>
                  <time className="dim" dateTime={step.at}>
                    {day} {time}
                  </time>
                  {step.words && <LongWords className="with" shown={140} words={step.words} />}
                </li>
              )
            })}
          </ol>
        </div>
      </div>
      <p>{live.changed.kept}</p>
    </div>
  )
}
