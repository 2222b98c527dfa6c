/** Notes between colleagues on a case, with the way to write one and to correct one’s own. */
import './notes.css'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import type { NoteReply, NotesReply } from '../../../src/contract/notes.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { readAgain } from '../cases/queries.ts'
import { api, queryClient } from '../connection.ts'
import { useWords } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useNow } from '../shell/now.ts'
import { say } from '../shell/said.tsx'
import { NoteForm, type Written } from './note-form.tsx'
import { useNoteWords } from './words.ts'

const notesQuery = (caseId: string) =>
  queryOptions({
    // Under the cases: read again in the language that is chosen, and with everything else of the case.
    queryKey: ['cases', 'notes', caseId] as const,
    queryFn: ({ signal }) => api.readNotes(caseId, signal),
  })

export function Notes({ caseId }: { caseId: string }) {
  const { desk } = useWords()
  const words = useNoteWords()
  const query = useQuery(notesQuery(caseId))
  const [writing, setWriting] = useState<'new' | NoteReply | null>(null)
  const sending = useMutation({
    mutationFn: ({ note, body }: { note: NoteReply | null; body: Written }) =>
      note ? api.correctNote(caseId, note.id, body) : api.writeNote(caseId, body),
    onSuccess: async (_, { note }) => {
      setWriting(null)
      say(note ? words.correctedNow : words.sent)
      await Promise.all([queryClient.invalidateQueries(notesQuery(caseId)), readAgain(caseId).catch(() => null)])
    },
  })
  const send = (note: NoteReply | null) => (body: Written, after: () => void) =>
    sending.mutate({ note, body }, { onSuccess: after })
  if (query.isPending) return null
  if (query.isError)
    return (
      <section role="alert">
        <h2 className="sec">{words.title}</h2>
        <p>{words.failed}</p>
        <FailureWords thrown={query.error} />
        <Button size="small" onClick={() => void query.refetch()}>
          {desk.retry}
        </Button>
      </section>
    )
  const { notes, readers, colleagues } = query.data
  // Who only reads has nothing to do here until there is something.
  if (readers === 'nobody' && notes.length === 0) return null
  const form = (note: NoteReply | null) => (
    <NoteForm
      caseId={caseId}
      note={note}
      colleagues={colleagues}
      send={send(note)}
      isSending={sending.isPending}
      failure={sending.error}
      close={() => {
        setWriting(null)
        sending.reset()
      }}
    />
  )
  return (
    <section className="notes" aria-label={words.title}>
      <div className="row between">
        <h2 className="sec">{words.title}</h2>
        {readers !== 'nobody' && writing === null && (
          <Button size="small" onClick={() => setWriting('new')}>
            {words.write}
          </Button>
        )}
      </div>
      <p className="dim">{words.about[readers]}</p>
      {writing === 'new' && form(null)}
      {notes.length === 0 && writing === null && <p className="muted">{words.none}</p>}
      <ol>
        {notes.map((note) => (
          <li key={note.id}>
            {writing !== null && writing !== 'new' && writing.id === note.id ? (
              form(note)
            ) : (
              <Note note={note} {...(writing === null && { correct: () => setWriting(note) })} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Note({ note, correct }: { note: NotesReply['notes'][number]; correct?: () => void }) {
  const { language } = useWords()
  const words = useNoteWords()
  const now = useNow()
  const mayCorrect = note.correctableUntil !== null && new Date(note.correctableUntil) > now
  return (
    <>
      <p className="who">
        <b>{note.writer}</b> <span className="dim">{note.unit}</span>
        {note.ofAgency && <span className="tag line">{words.ofAgency}</span>}
        <time className="dim" dateTime={note.writtenAt}>
          {instantWords(new Date(note.writtenAt), language)}
        </time>
        {note.correctedAt && (
          <span className="dim">{words.corrected(instantWords(new Date(note.correctedAt), language))}</span>
        )}
        {mayCorrect && correct && (
          <button type="button" className="link" onClick={correct}>
            {words.correct}
          </button>
        )}
      </p>
      <LongWords className="words" shown={300} words={note.words} />
    </>
  )
}
