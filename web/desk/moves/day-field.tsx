/** A day, chosen from the browser's own calendar and said back in words. */
import { useId } from 'react'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { Wrong } from './wrong.tsx'

type Given = {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly first: string
  readonly last?: string
  readonly change: (day: string) => void
  readonly missing?: string | undefined
}

export function DayField({ label, hint, value, first, last, change, missing }: Given) {
  const { language } = useWords()
  const id = useId()
  const described = [hint && `${id}-hint`, missing && `${id}-missing`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="row wrap">
        <input
          id={id}
          type="date"
          min={first}
          max={last}
          value={value}
          onChange={(event) => change(event.target.value)}
          aria-invalid={missing ? true : undefined}
          aria-describedby={described || undefined}
        />
        {value && <span className="muted">{dayWords(value, language)}</span>}
      </span>
      {hint && (
        <p className="dim" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Wrong id={`${id}-missing`} words={missing} />
    </div>
  )
}
