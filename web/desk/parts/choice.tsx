/** One filter of a list that has its values named. */
type Given = {
  readonly label: string
  /** What it says while nothing is chosen. */
  readonly any: string
  readonly value: string | undefined
  readonly options: readonly (readonly [string, string])[]
  readonly change: (value: string) => void
}

export function Choice({ label, any, value, options, change }: Given) {
  return (
    <label>
      <span className="visually-hidden">{label}</span>
      <select value={value ?? ''} onChange={(event) => change(event.target.value)}>
        <option value="">{any}</option>
        {options.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
