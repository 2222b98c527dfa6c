/** The microphone: starts, pauses and ends a recording, hands its chunks on as they come, and tells how loud it is. */

/** Chunks come so often: as much as a page that is killed can lose. */
const everyChunk = 2000
const everyLevel = 100
/** Of what the browser can write, the first of these. Voices are clear at this rate, and five minutes are 900 kB. */
const types = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4', 'audio/ogg;codecs=opus']
const bitsPerSecond = 24_000

export type Trouble = 'refused' | 'none' | 'busy'

export type Recorder = {
  readonly type: string
  pause(): void
  resume(): void
  /** Ends it; resolves when the last chunk was handed on. */
  stop(): Promise<void>
}

export type Hearing = {
  /** The next chunk, and how many seconds there are with it. */
  chunk(bytes: ArrayBuffer): void
  /** Ten times a second while it records: loudness from 0 to 1. */
  level(loudness: number): void
  /** The microphone was taken away. */
  lost(): void
}

/** Whether this browser can record at all. */
export const canRecord = (): boolean =>
  'MediaRecorder' in window && !!navigator.mediaDevices && 'getUserMedia' in navigator.mediaDevices

/** Asks for the microphone and begins. Answers with what is in the way instead of throwing. */
export async function startRecorder(hearing: Hearing): Promise<Recorder | Trouble> {
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    return troubleOf(error as DOMException)
  }
  const type = types.find((each) => MediaRecorder.isTypeSupported(each)) || ''
  const recorder = new MediaRecorder(stream, { ...(type && { mimeType: type }), audioBitsPerSecond: bitsPerSecond })
  const meter = measure(stream, () => recorder.state === 'recording', hearing.level)
  let handed = Promise.resolve()
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return
    // One after another, so that the chunks keep their order.
    handed = handed.then(async () => hearing.chunk(await new Response(data).arrayBuffer()))
  })
  const ended = new Promise<void>((resolve) => {
    recorder.addEventListener('stop', () => {
      meter()
      for (const track of stream.getTracks()) track.stop()
      resolve()
    })
  })
  for (const track of stream.getTracks()) track.addEventListener('ended', hearing.lost)
  recorder.start(everyChunk)
  return {
    type: (recorder.mimeType || type).split(';')[0] || 'audio/webm',
    pause: () => recorder.state === 'recording' && recorder.pause(),
    resume: () => recorder.state === 'paused' && recorder.resume(),
    stop: async () => {
      if (recorder.state !== 'inactive') recorder.stop()
      await ended
      await handed
    },
  }
}

function troubleOf({ name }: DOMException): Trouble {
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'refused'
}

/** Measures how loud it is; gives what ends the measuring. Without an audio context a voice counts as heard. */
function measure(stream: MediaStream, isOn: () => boolean, tell: (loudness: number) => void): () => void {
  const Sound = window.AudioContext || (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext
  let context: AudioContext | undefined
  let analyser: AnalyserNode | undefined
  try {
    context = new Sound()
    analyser = context.createAnalyser()
    analyser.fftSize = 2048
    context.createMediaStreamSource(stream).connect(analyser)
    void context.resume()
  } catch {
    analyser = undefined
  }
  const samples = new Uint8Array(2048)
  const timer = setInterval(() => {
    if (!isOn()) return
    if (!analyser) return tell(0.3)
    analyser.getByteTimeDomainData(samples)
    let peak = 0
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample - 128))
    tell(peak / 128)
  }, everyLevel)
  return () => {
    clearInterval(timer)
    void context?.close()
  }
}
