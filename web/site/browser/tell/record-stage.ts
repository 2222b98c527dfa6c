/** Recording, and listening to it before it is used. */
import { fileLimits } from '../../../../src/domain/files/limits.ts'
import { type Recorder, startRecorder, type Trouble } from '../../../shared/browser/recorder.ts'
import { meter } from '../../../shared/browser/wave.ts'
import { button, clock, element, icon, lengthOf, put, words } from './parts.ts'
import { grow, type HeldFile, newFile, wholeOf } from './sealed-file.ts'
import type { Stage } from './stage.ts'
import { forgetFile } from './store.ts'

/** A little less than is taken, so that the last word is not refused for a tenth of a second. */
const longest = fileLimits.recordingSeconds - 2
/** Nothing in it was louder than this: a microphone that hears nothing. */
const audible = 0.03

export type RecordingRoom = {
  stage: Stage
  /** It is being recorded: keep it from now on, and send what is ready. */
  grows(file: HeldFile): void
  /** The person wants it. */
  used(file: HeldFile): void
  /** The person does not want it. */
  dropped(file: HeldFile): void
}

/** Asks for the microphone and shows the recording. Answers with what is in the way, when something is. */
export async function record(room: RecordingRoom): Promise<Trouble | undefined> {
  const file = newFile('recording', 'audio/webm')
  let recorder: Recorder | undefined
  let view: ReturnType<typeof showRecording> | undefined
  let ended = false

  const finish = async (why: 'done' | 'full' | 'cut') => {
    if (ended || !recorder) return
    ended = true
    await recorder.stop()
    file.whole = true
    room.grows(file)
    listen(room, file, why)
  }
  const throwAway = async () => {
    if (ended || !recorder) return
    ended = true
    await recorder.stop()
    await forgetFile(file.id)
    room.dropped(file)
    room.stage.leave()
  }

  const started = await startRecorder({
    chunk: (bytes) => {
      void grow(file, bytes).then(() => room.grows(file))
    },
    level: (loudness) => {
      file.levels.push(Math.round(loudness * 100) / 100)
      file.seconds = file.levels.length / 10
      view?.tick(file)
      if (file.seconds >= longest) void finish('full')
    },
    lost: () => {
      void finish('cut')
    },
  })
  if (typeof started === 'string') return started
  recorder = started
  file.type = recorder.type
  view = showRecording(room.stage, {
    pause: recorder.pause,
    resume: recorder.resume,
    done: () => void finish('done'),
    again: () => void throwAway().then(() => record(room)),
    cancel: () => void throwAway(),
  })
  view.tick(file)
  return undefined
}

type Presses = { pause(): void; resume(): void; done(): void; again(): void; cancel(): void }

function showRecording(stage: Stage, presses: Presses): { tick(file: HeldFile): void } {
  const said = words.record
  const heading = element('h1', 'live', said.live)
  const left = element('small')
  const time = element('span')
  const shown = element('p', 'clock', time, left)
  shown.setAttribute('role', 'timer')
  const line = meter()
  const box = element('div', 'meter')
  box.append(line.svg)
  box.setAttribute('role', 'img')
  box.setAttribute('aria-label', said.meter)
  const prompts = element('ul', 'prompts')
  for (const [title, note] of [
    [said.what, said.whatNote],
    [said.where, said.whereNote],
    [said.since, said.sinceNote],
  ] as const)
    prompts.append(element('li', '', element('b', '', title), element('span', '', note)))
  let paused = false
  const hold = button(
    'round',
    said.pause,
    () => {
      paused = !paused
      if (paused) presses.pause()
      else presses.resume()
      heading.className = paused ? 'paused' : 'live'
      heading.textContent = paused ? said.paused : said.live
      put(hold, paused ? said.resume : said.pause, paused ? 'play' : 'pause')
    },
    'pause',
  )
  stage.show(
    'recording',
    heading,
    shown,
    box,
    prompts,
    element(
      'div',
      'side',
      hold,
      button('mic', said.done, presses.done, 'stop'),
      button('round', said.again, presses.again, 'again'),
    ),
    element('p', 'note', said.kept),
    button('cancel', said.cancel, presses.cancel),
  )
  return {
    tick(file) {
      time.textContent = clock(file.seconds)
      left.textContent = said.left(lengthOf(Math.max(0, fileLimits.recordingSeconds - file.seconds)))
      line.show(file.levels, file.levels.length, false)
    },
  }
}

/** Whether anything can be heard in it, as far as the phone could measure. */
export const isSilent = (file: Pick<HeldFile, 'levels'>): boolean =>
  file.levels.length > 0 && Math.max(...file.levels) < audible

function listen(room: RecordingRoom, file: HeldFile, why: 'done' | 'full' | 'cut'): void {
  const said = words.listen
  const sound = new Audio(addressOf(file))
  const line = meter()
  const box = element('div', 'meter')
  box.append(line.svg)
  const time = element('span', '', clock(file.seconds))
  const leave = () => {
    sound.pause()
    URL.revokeObjectURL(sound.src)
    room.stage.leave()
  }
  const play = button(
    'mic hollow',
    said.play,
    () => {
      if (sound.paused) void sound.play().catch(show)
      else sound.pause()
    },
    'play',
  )
  function show(): void {
    const playing = !sound.paused && !sound.ended
    put(play, playing ? said.pause : said.play, playing ? 'pause' : 'play')
    time.textContent = clock(playing || sound.currentTime > 0 ? sound.currentTime : file.seconds)
    line.show(file.levels, Math.round(sound.currentTime * 10), true)
  }
  for (const event of ['play', 'pause', 'ended', 'timeupdate']) sound.addEventListener(event, show)
  show()
  const drop = () => {
    leave()
    void forgetFile(file.id)
    room.dropped(file)
  }
  const heading = element('h1', 'plain')
  heading.innerHTML = icon('check')
  heading.append(said.title)
  const notice = isSilent(file) ? said.silent : why === 'done' ? '' : said[why]
  const told = element('p', 'note told-note', notice)
  told.setAttribute('role', 'status')
  room.stage.show(
    'listening',
    heading,
    box,
    element('p', 'clock', time, element('small', '', said.total(lengthOf(file.seconds)))),
    element(
      'div',
      'side',
      button(
        'round',
        words.record.again,
        () => {
          drop()
          void record(room)
        },
        'again',
      ),
      play,
      button('round', said.remove, drop, 'cross'),
    ),
    ...(notice ? [told] : [element('p', 'note', said.kept)]),
    button('button', said.use, () => {
      leave()
      room.used(file)
    }),
  )
}

/** An address within this page at which the sound can be played. */
export const addressOf = (file: HeldFile): string =>
  URL.createObjectURL(new Blob([wholeOf(file)], { type: file.type || 'audio/webm' }))
