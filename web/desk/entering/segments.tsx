/** One of a few short words side by side, moved through with the arrow keys. */
import { useId } from 'react'

type Given<Value extends string> = {
  readonly label: string
  readonly choices: readonly (readonly [value: Value, name: string])[]
  readonly value: Value
  readonly change: (value: Value) => void
}

export function Segments<Value extends string>({ label, choices, value, change }: Given<Value>) {
  const id = useId()
  return (
    <fieldset className="segments">
      <legend>{label}</legend>
      <div>
        {choices.map(([each, name]) => (
          <label key={each}>
            <input type="radio" name={id} checked={value === each} onChange={() => change(each)} />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
