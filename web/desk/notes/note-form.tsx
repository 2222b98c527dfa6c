/** The field of a note, in which @ names a colleague. What is typed outlasts closing it and a failed call. */
import '../moves/form.css'
import Button from 'antd/es/button'
import Mentions from 'antd/es/mentions'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import type { NoteReply, NotesReply } from '../../../src/contract/notes.ts'
import { maxCharacters } from '../../../src/domain/shared/words.ts'
import { useWords } from '../language.tsx'
import { useDraft } from '../moves/drafts.ts'
import { Wrong } from '../moves/wrong.tsx'
import { FailureWords } from '../parts/states.tsx'
import { namedIn } from './named-in.ts'
import { useNoteWords } from './words.ts'

export type Written = { readonly words: string; readonly mentions: string[] }

type Given = {
  readonly caseId: string
  /** The note that is corrected; null for a new one. */
  readonly note: NoteReply | null
  readonly colleagues: NotesReply['colleagues']
  readonly send: (written: Written, after: () => void) => void
  readonly isSending: boolean
  readonly failure: unknown
  readonly close: () => void
}

export function NoteForm({ caseId, note, colleagues, send, isSending, failure, close }: Given) {
  const { desk } = useWords()
  const words = useNoteWords()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const kept = useDraft(caseId, 'note')
  const [corrected, setCorrected] = useState(note?.words ?? '')
  const text = note ? corrected : kept.draft.words
  const [tried, setTried] = useState(false)
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const over = [...text.trim()].length - maxCharacters
  const wrong = text.trim() === '' ? words.missing : over > 0 ? desk.move.wordsTooLong(over) : undefined

  function submit(event?: SubmitEvent<HTMLFormElement>) {
    event?.preventDefault()
    setTried(true)
    if (isSending || wrong) return
    send({ words: text, mentions: namedIn(text, colleagues) }, () => {
      if (!note) kept.drop()
    })
  }
  return (
    <form
      className="move-form"
      ref={form}
      onSubmit={submit}
      noValidate
      aria-label={note ? words.correcting : words.write}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
      }}
    >
      <div className="field">
        <label htmlFor={id}>{note ? words.correcting : words.label}</label>
        <Mentions
          id={id}
          rows={4}
          value={text}
          onChange={(next) => (note ? setCorrected(next) : kept.change({ words: next }))}
          options={colleagues.map((person) => ({
            key: person.id,
            value: person.name,
            label: `${person.name}　${person.unitName}`,
          }))}
          filterOption={(typed, option) => (option.value ?? '').includes(typed)}
          notFoundContent={words.noColleague}
          aria-invalid={tried && wrong ? true : undefined}
          aria-describedby={`${id}-hint`}
        />
        <p className="dim" id={`${id}-hint`}>
          {words.hint}
        </p>
        <Wrong id={`${id}-wrong`} words={tried ? wrong : undefined} />
      </div>
      <div role="alert">{failure !== null && <FailureWords thrown={failure} kept />}</div>
      <div className="row wrap">
        <Button type="primary" htmlType="submit" loading={isSending}>
          {note ? words.saveCorrection : words.send}
        </Button>
        <Button onClick={close}>{note ? desk.cancel : desk.move.later}</Button>
      </div>
    </form>
  )
}
