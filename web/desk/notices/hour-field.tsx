/** An hour of the day. */
import { useId } from 'react'
import { useNoticeWords } from './words.ts'

const hours = Array.from({ length: 24 }, (_, hour) => hour)

type Given = { readonly label: string; readonly value: number; readonly change: (hour: number) => void }

export function HourField({ label, value, change }: Given) {
  const { set } = useNoticeWords()
  const id = useId()
  return (
    <span className="hour">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => change(Number(event.target.value))}>
        {hours.map((hour) => (
          <option key={hour} value={hour}>
            {set.hour(hour)}
          </option>
        ))}
      </select>
    </span>
  )
}
