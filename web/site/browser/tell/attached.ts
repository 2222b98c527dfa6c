/** What goes with the words: photos, pages of a letter and recordings, each shown, played and taken back by itself. */
import { fileLimits } from '../../../../src/domain/files/limits.ts'
import { wave } from '../../../shared/browser/wave.ts'
import { button, clock, element, put, words } from './parts.ts'
import { redraw } from './pictures.ts'
import { addressOf } from './record-stage.ts'
import { grow, type HeldFile, newFile } from './sealed-file.ts'
import { forgetFile } from './store.ts'

export type Attached = {
  readonly files: HeldFile[]
  add(file: HeldFile): void
  /** Takes what was chosen in a field. */
  choose(chosen: readonly File[], kind: HeldFile['kind']): Promise<void>
  /** A sentence below the list; `isFine` when it is no trouble. */
  tell(sentence: string, isFine?: boolean): void
  show(): void
  mayRecord(): boolean
}

/** The list below the buttons. `changed` hears of every file that came or went. */
export function attachedFiles(form: HTMLFormElement, changed: () => void): Attached {
  const part = form.querySelector<HTMLElement>('[data-files]') as HTMLElement
  const list = part.querySelector<HTMLElement>('.chosen') as HTMLElement
  const told = part.querySelector<HTMLElement>('.told') as HTMLElement
  const files: HeldFile[] = []
  let playing: { sound: HTMLAudioElement; stop(): void } | undefined

  const tell = (sentence: string, isFine = false) => {
    told.textContent = sentence
    told.classList.toggle('fine', isFine)
    told.hidden = sentence === ''
  }
  const remove = (file: HeldFile) => {
    playing?.stop()
    files.splice(files.indexOf(file), 1)
    void forgetFile(file.id)
    tell('')
    show()
    changed()
    part.querySelector<HTMLElement>('button, input')?.focus()
  }
  const show = () => {
    list.textContent = ''
    const counted = { photo: 0, letter: 0, recording: 0 }
    for (const file of files) {
      counted[file.kind] += 1
      const name = words.files[file.kind](String(counted[file.kind]))
      const away = button('away', '', () => remove(file), 'cross')
      away.setAttribute('aria-label', (part.dataset.remove || '').replace('{name}', name))
      list.append(file.kind === 'recording' ? player(file, name, away) : shot(file, name, away))
    }
    list.hidden = files.length === 0
  }
  const player = (file: HeldFile, name: string, away: HTMLElement) => {
    const play = button('play', '', () => (playing && playing.sound === sound ? playing.stop() : begin()), 'play')
    play.setAttribute('aria-label', words.listen.playOne(name))
    let sound: HTMLAudioElement | undefined
    const begin = () => {
      playing?.stop()
      const one = new Audio(addressOf(file))
      sound = one
      const stop = () => {
        one.pause()
        URL.revokeObjectURL(one.src)
        playing = undefined
        put(play, '', 'play')
        play.setAttribute('aria-label', words.listen.playOne(name))
      }
      playing = { sound: one, stop }
      one.addEventListener('ended', stop)
      put(play, '', 'pause')
      play.setAttribute('aria-label', words.listen.stopOne(name))
      void one.play().catch(stop)
    }
    const length = file.seconds > 0 ? ` ${clock(file.seconds)}` : ''
    return element('li', 'player', play, wave(file.levels), element('b', '', name + length), away)
  }
  const shot = (file: HeldFile, name: string, away: HTMLElement) => {
    const picture = file.preview ? element('img') : element('span', 'blank')
    if (picture instanceof HTMLImageElement) {
      picture.src = file.preview
      picture.alt = ''
    }
    return element('li', 'shot', picture, element('b', '', name), away)
  }
  const count = (recording: boolean) => files.filter(({ kind }) => (kind === 'recording') === recording).length
  const mayRecord = () => count(true) < fileLimits.recordings

  /** Why one is not taken; empty when it is. */
  const problemOf = (file: File): string => {
    const [kind] = file.type.split('/')
    if (kind === 'video') return words.files.video
    if (file.size > fileLimits.bytesOfOne) return words.files.tooLarge
    if (kind === 'audio') return mayRecord() ? '' : words.files.tooManyRecordings
    // Some phones do not know their own HEIC.
    if (kind !== 'image' && file.type !== '') return words.files.notTaken
    return count(false) < fileLimits.photos ? '' : words.files.tooManyPhotos
  }

  return {
    files,
    tell,
    show,
    mayRecord,
    add(file) {
      files.push(file)
      show()
      changed()
    },
    async choose(chosen, kind) {
      tell(words.files.working, true)
      let problem = ''
      let [redrawn, left] = [0, 0]
      for (const one of chosen) {
        const said = problemOf(one)
        if (said) {
          problem = said
          continue
        }
        const isSound = one.type.startsWith('audio/')
        const picture = isSound ? undefined : await redraw(one)
        const file = newFile(isSound ? 'recording' : kind, picture ? picture.type : one.type)
        file.preview = picture ? picture.preview : ''
        if (picture?.redrawn) redrawn += 1
        else if (picture) left += 1
        file.whole = true
        await grow(file, picture ? picture.bytes : await new Response(one).arrayBuffer())
        files.push(file)
        show()
        changed()
      }
      if (problem) tell(problem)
      else if (left > 0) tell(words.files.cleanedLater, true)
      else tell(redrawn > 0 ? words.files.clean : '', true)
    },
  }
}
