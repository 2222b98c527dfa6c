/** A field for sentences, which grows with them and says when the end is near. */
import { useId } from 'react'
import { maxCharacters } from '../../../src/domain/shared/words.ts'
import { useWords } from '../language.tsx'

type Given = { label: string; hint: string; value: string; change: (words: string) => void; missing?: string }

export function WordsField({ label, hint, value, change, missing }: Given) {
  const { desk } = useWords()
  const id = useId()
  const left = maxCharacters - [...value].length
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        value={value}
        rows={4}
        onChange={(event) => change(event.target.value)}
        aria-invalid={missing ? true : undefined}
        aria-describedby={`${id}-hint${missing ? ` ${id}-missing` : ''}`}
      />
      <p className="dim row wrap between" id={`${id}-hint`}>
        <span>{hint}</span>
        {left < 1000 && left >= 0 && <span>{desk.move.wordsLeft(left)}</span>}
        {left < 0 && <span className="late-c">{desk.move.wordsTooLong(-left)}</span>}
      </p>
      {missing && (
        <p className="wrong" id={`${id}-missing`}>
          {missing}
        </p>
      )}
    </div>
  )
}
