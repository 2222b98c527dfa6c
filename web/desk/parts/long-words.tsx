/** Somebody's words, shown by their beginning until one asks for all of them. Nothing is left out of the whole. */
import { useState } from 'react'
import { useWords } from '../language.tsx'

type Given = { words: string; shown: number; className: string }

export function LongWords({ words, shown, className }: Given) {
  const { desk } = useWords()
  const [all, showAll] = useState(false)
  const characters = [...words]
  // A cut that saves only a few characters is not worth a press.
  const long = characters.length > shown * 1.2
  return (
    <p className={className}>
      {long && !all ? `${characters.slice(0, shown).join('')}…… ` : words}
      {long && (
        <button type="button" className="link" aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? desk.words.less : desk.words.all}
        </button>
      )}
    </p>
  )
}
