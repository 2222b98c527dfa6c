/** Brings spoken messages to the server: at once, when the network is back, and again when the desk is opened. */
import { useEffect, useSyncExternalStore } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { failureOf } from '../../shared/api.ts'
import { readAgain } from '../cases/queries.ts'
import { api } from '../connection.ts'
import { forgetNote, keepNote, keptNotes, onNotes, readNotes, type VoiceNote } from './kept-notes.ts'

const pause = 15_000
let busy = false

/** What is kept of this person's spoken messages. */
export const useNotes = (): readonly VoiceNote[] => useSyncExternalStore(onNotes, keptNotes)

const endings: Readonly<Record<string, string>> = { 'audio/webm': 'webm', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }

/** Whether this very message is among the steps: its answer was lost on the way, not the message. */
const arrived = ({ steps }: CaseReply, note: VoiceNote): boolean =>
  steps.some(
    ({ kind, at, words, files }) =>
      kind === 'message' &&
      words === note.words &&
      new Date(at).getTime() >= note.madeAt.getTime() - 60_000 &&
      files.some(({ kind: of, seconds }) => of === 'recording' && Math.abs((seconds ?? 0) - note.seconds) <= 1),
  )

async function send(note: VoiceNote): Promise<'delivered' | 'later'> {
  const file = new File([note.bytes], `voice.${endings[note.type] ?? 'webm'}`, { type: note.type })
  try {
    const { notKept } = await api.makeMove(note.caseId, 'message', { version: note.version, words: note.words }, [file])
    if (notKept?.[0]) await keepNote({ ...note, state: 'refused', why: notKept[0].message })
    else await forgetNote(note)
    await readAgain(note.caseId).catch(() => null)
    return 'delivered'
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure.kind !== 'refused') return 'later'
    if (failure.refusal === 'changed-meanwhile') return afterChange(note)
    await keepNote({ ...note, state: 'refused', why: failure.message })
    return 'delivered'
  }
}

/** The case has moved: perhaps by this message, whose answer was lost. If not, it is sent to the case as it is now. */
async function afterChange(note: VoiceNote): Promise<'delivered' | 'later'> {
  try {
    const opened = await api.readCase(note.caseId)
    if (arrived(opened, note)) {
      await forgetNote(note)
      await readAgain(note.caseId).catch(() => null)
    } else await keepNote({ ...note, version: opened.version })
    return 'delivered'
  } catch {
    return 'later'
  }
}

/** Sends everything that waits, one after the other. */
export async function deliverNotes(): Promise<void> {
  if (busy) return
  busy = true
  try {
    for (let next = waiting(); next; next = waiting()) if ((await send(next)) === 'later') return
  } finally {
    busy = false
  }
}

const waiting = () => keptNotes().find(({ state }) => state === 'waiting')

/** Keeps delivering for as long as the desk is open. */
export function useDelivery(login: string): void {
  useEffect(() => {
    void readNotes(login).then(deliverNotes)
    const again = () => void deliverNotes()
    const timer = setInterval(again, pause)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [login])
}
