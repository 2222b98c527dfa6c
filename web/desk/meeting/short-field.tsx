/** A line of words, a time, or whatever one line holds. */
import { useId } from 'react'
import { Wrong } from '../moves/wrong.tsx'

type Given = {
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'time'
  readonly value: string
  readonly most?: number
  readonly change: (value: string) => void
  readonly wrong?: string | undefined
}

export function ShortField({ label, hint, type = 'text', value, most, change, wrong }: Given) {
  const id = useId()
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="wide"
        type={type}
        value={value}
        maxLength={most}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={described || undefined}
      />
      {hint && (
        <p className="dim" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Wrong id={`${id}-wrong`} words={wrong} />
    </div>
  )
}
