/** What was spoken and not delivered yet, as a line each; nothing where nothing waits. */
import { useWords } from '../language.tsx'
import { useNotes } from './deliver.ts'
import { speakOn } from './host.tsx'

export function WaitingNotes() {
  const { voice } = useWords().deputy
  const notes = useNotes()
  if (notes.length === 0) return null
  return (
    <ul className="waiting-notes" aria-label={voice.kept}>
      {notes.map((note) => (
        <li key={note.caseId} className={note.state === 'refused' ? 'notice urgent' : 'notice'}>
          <button
            type="button"
            className="link"
            onClick={() => speakOn({ id: note.caseId, number: note.number, title: note.title, version: note.version })}
          >
            {voice.keptOne[note.state](note.title)}
          </button>
        </li>
      ))}
    </ul>
  )
}
