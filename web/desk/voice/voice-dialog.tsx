/** A spoken message to a resident: hold or tap, listen, again, send. */
import './voice.css'
import Button from 'antd/es/button'
import { Mic, Pause, Play, RotateCcw, Square, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../language.tsx'
import { useNow } from '../shell/now.ts'
import { say } from '../shell/said.tsx'
import { deliverNotes, useNotes } from './deliver.ts'
import type { SpokenOn } from './host.tsx'
import { forgetNote, isKept, keepNote, keptNotes, type VoiceNote } from './kept-notes.ts'
import { LevelLine } from './level-line.tsx'
import { longestSeconds, useRecording } from './use-recording.ts'

/** A press that lasts longer was meant to be held. */
const heldAfter = 600

type Given = { readonly row: SpokenOn; readonly login: string; readonly close: () => void }

export default function VoiceDialog({ row, login, close }: Given) {
  const { deputy, desk } = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const note = useNotes().find((each) => each.caseId === row.id)
  return (
    <dialog ref={dialog} className="voice" aria-labelledby={`${id}-title`} onClose={close}>
      <div className="row between">
        <h2 id={`${id}-title`}>{deputy.voice.title}</h2>
        <button type="button" className="shut" aria-label={desk.close} onClick={() => dialog.current?.close()}>
          <X aria-hidden />
        </button>
      </div>
      <p className="about">{row.title}</p>
      {note ? (
        <Listen note={note} row={row} close={() => dialog.current?.close()} />
      ) : (
        <Record row={row} login={login} />
      )}
    </dialog>
  )
}

function Record({ row, login }: { row: SpokenOn; login: string }) {
  const { deputy } = useWords()
  const { voice } = deputy
  const pressedAt = useRef(0)
  // By the server's clock: it is compared with when a message arrived there.
  const now = useNow()
  const { state, levels, trouble, start, stop } = useRecording(
    (recorded) =>
      void keepNote({
        login,
        caseId: row.id,
        number: row.number,
        title: row.title,
        version: row.version,
        words: voice.words(recorded.seconds),
        ...recorded,
        madeAt: now,
        state: 'recorded',
        why: '',
      }),
  )
  const on = state === 'recording'
  return (
    <>
      <p className="time" role="timer">
        {clock(levels.length / 10)} <small>{voice.atMost(longestSeconds / 60)}</small>
      </p>
      <LevelLine levels={levels} now={levels.length} whole={false} />
      <button
        type="button"
        className={on ? 'mic on' : 'mic'}
        aria-label={on ? voice.stop : voice.start}
        onPointerDown={() => {
          pressedAt.current = Date.now()
          if (on) stop()
          else start()
        }}
        onPointerUp={() => {
          // A tap goes on until the next; what was held ends with letting go.
          if (on && Date.now() - pressedAt.current > heldAfter) stop()
        }}
        onKeyDown={(event) => {
          if ((event.key !== 'Enter' && event.key !== ' ') || event.repeat) return
          event.preventDefault()
          if (on) stop()
          else start()
        }}
        onContextMenu={(event) => event.preventDefault()}
      >
        {on ? <Square aria-hidden /> : <Mic aria-hidden />}
      </button>
      <p className="hint" role="status">
        {state === 'asking' ? voice.asking : on ? voice.listening : voice.hold}
      </p>
      {trouble && (
        <p className="wrong" role="alert">
          {voice.trouble[trouble]}
        </p>
      )}
      <p className="dim">{voice.who}</p>
    </>
  )
}

function Listen({ note, row, close }: { note: VoiceNote; row: SpokenOn; close: () => void }) {
  const { deputy, desk } = useWords()
  const { voice } = deputy
  const id = useId()
  const sound = useRef<HTMLAudioElement>(null)
  const [plays, setPlays] = useState(false)
  const [at, setAt] = useState(0)
  const [words, setWords] = useState('')
  const [address, setAddress] = useState('')
  useEffect(() => {
    const made = URL.createObjectURL(note.bytes)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [note.bytes])
  const waits = note.state === 'waiting'

  async function send() {
    sound.current?.pause()
    const added = words.trim()
    await keepNote({
      ...note,
      version: note.state === 'recorded' ? row.version : note.version,
      words: added ? `${voice.words(note.seconds)}${added}` : note.words,
      state: 'waiting',
    })
    await deliverNotes()
    // What could not be sent stays here and says so.
    if (keptNotes().some(({ caseId }) => caseId === row.id)) return
    close()
    say(voice.said(note.number))
  }

  return (
    <>
      <p className="time">{clock(note.seconds)}</p>
      <LevelLine levels={note.levels} now={Math.round(at * 10)} whole />
      {/* biome-ignore lint/a11y/useMediaCaption: a person's own voice, a moment ago */}
      <audio
        ref={sound}
        src={address || undefined}
        onPlay={() => setPlays(true)}
        onPause={() => setPlays(false)}
        onEnded={() => {
          setPlays(false)
          setAt(0)
        }}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      <div className="side">
        <Button
          icon={plays ? <Pause aria-hidden /> : <Play aria-hidden />}
          onClick={() => (plays ? sound.current?.pause() : void sound.current?.play().catch(() => null))}
        >
          {plays ? voice.pause : voice.play}
        </Button>
        <Button icon={<RotateCcw aria-hidden />} onClick={() => void forgetNote(note)}>
          {voice.again}
        </Button>
      </div>
      {!waits && (
        <div className="field">
          <label htmlFor={id}>{voice.also}</label>
          <textarea id={id} rows={2} value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} />
        </div>
      )}
      {note.state === 'refused' && (
        <p className="wrong" role="alert">
          {note.why}
        </p>
      )}
      {waits && <p className="notice">{voice.waits}</p>}
      {!isKept() && <p className="wrong">{voice.notKept}</p>}
      <Button type="primary" className="wide" onClick={() => void send()}>
        {waits ? desk.retry : voice.send}
      </Button>
    </>
  )
}

/** 7 seconds as 0:07. */
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
