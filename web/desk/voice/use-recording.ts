/** One recording: started, measured, ended, and what stands in the way of it. */
import { useEffect, useRef, useState } from 'react'
import { canRecord, type Recorder, startRecorder, type Trouble } from '../../shared/browser/recorder.ts'

/** A spoken message is short; whoever has more to say calls. */
export const longestSeconds = 120
/** Nothing in it was louder than this: a microphone that hears nothing. */
const audible = 0.03

type Recorded = {
  readonly bytes: Blob
  readonly type: string
  readonly seconds: number
  levels: readonly number[]
}
type Recording = {
  readonly state: 'ready' | 'asking' | 'recording'
  readonly levels: readonly number[]
  readonly trouble: Trouble | 'silent' | null
  start(): void
  stop(): void
}

/** Hands on what was recorded; a recording that is not wanted any more ends with the component. */
export function useRecording(done: (recorded: Recorded) => void): Recording {
  const [state, setState] = useState<Recording['state']>('ready')
  const [levels, setLevels] = useState<readonly number[]>([])
  const [trouble, setTrouble] = useState<Recording['trouble']>(null)
  const running = useRef<{ recorder: Recorder; chunks: ArrayBuffer[]; levels: number[] } | null>(null)
  const wanted = useRef(false)

  async function end(keep: boolean) {
    const { current } = running
    running.current = null
    if (!current) return
    await current.recorder.stop()
    setState('ready')
    if (!keep) return
    if (current.levels.length > 0 && Math.max(...current.levels) < audible) return setTrouble('silent')
    done({
      bytes: new Blob(current.chunks, { type: current.recorder.type }),
      type: current.recorder.type,
      seconds: Math.max(1, Math.round(current.levels.length / 10)),
      levels: current.levels,
    })
  }

  async function begin() {
    if (running.current || state !== 'ready') return
    setTrouble(null)
    setLevels([])
    if (!canRecord()) return setTrouble('none')
    wanted.current = true
    setState('asking')
    const [chunks, heard]: [ArrayBuffer[], number[]] = [[], []]
    const started = await startRecorder({
      chunk: (bytes) => void chunks.push(bytes),
      level: (loudness) => {
        heard.push(Math.round(loudness * 100) / 100)
        setLevels([...heard])
        if (heard.length >= longestSeconds * 10) void end(true)
      },
      lost: () => void end(true),
    })
    if (typeof started === 'string') {
      setState('ready')
      return setTrouble(started)
    }
    running.current = { recorder: started, chunks, levels: heard }
    // Let go of, or closed, while the browser was still asking.
    if (!wanted.current) return void end(false)
    setState('recording')
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is running when the component goes is ended
  useEffect(
    () => () => {
      wanted.current = false
      void end(false)
    },
    [],
  )
  return { state, levels, trouble, start: () => void begin(), stop: () => void end(true) }
}
