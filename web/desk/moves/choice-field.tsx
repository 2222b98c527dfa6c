/** One of a few, each with a word on what it means; none is chosen before the person does. */
import { useId } from 'react'
import { Wrong } from './wrong.tsx'

type Choice<Value extends string> = {
  readonly value: Value
  readonly title: string
  readonly note: string
  /** Why it cannot be chosen now. */
  readonly refused?: string | undefined
}

type Given<Value extends string> = {
  readonly label: string
  readonly choices: readonly Choice<Value>[]
  readonly value: Value | null
  readonly change: (value: Value) => void
  readonly missing?: string | undefined
  /** `list`: one below the other, where the notes are long. */
  readonly list?: boolean
}

export function ChoiceField<Value extends string>({ label, choices, value, change, missing, list }: Given<Value>) {
  const id = useId()
  return (
    <fieldset className="choices" aria-describedby={missing ? `${id}-missing` : undefined}>
      <legend>{label}</legend>
      <div className={list ? 'list-of' : `side-${choices.length}`}>
        {choices.map((choice) => (
          <label key={choice.value} className={choice.refused ? 'refused' : ''}>
            <input
              type="radio"
              name={id}
              checked={value === choice.value}
              disabled={choice.refused !== undefined}
              onChange={() => change(choice.value)}
              aria-invalid={missing ? true : undefined}
            />
            <span>
              <b>{choice.title}</b>
              <small>{choice.refused ?? choice.note}</small>
            </span>
          </label>
        ))}
      </div>
      <Wrong id={`${id}-missing`} words={missing} />
    </fieldset>
  )
}
