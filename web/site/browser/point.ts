/** The point page with a script: the sheet grows, the count shows near the limit, and the rest comes at the first press. */
import { switchSizeInPlace } from './large-mode.ts'

/** The count shows when fewer characters than this are left. */
const showBelow = 500

const form = document.querySelector<HTMLFormElement>('[data-tell]')
const sheet = document.querySelector<HTMLTextAreaElement>('#text')
const count = document.querySelector<HTMLElement>('.count')

switchSizeInPlace()
if (sheet && count) watch(sheet, count)
if (form) {
  readyToRead(form)
  loadAtFirstPress(form)
}

function watch(sheet: HTMLTextAreaElement, count: HTMLElement): void {
  const look = () => {
    sheet.style.height = 'auto'
    sheet.style.height = `${sheet.scrollHeight}px`
    const left = Number(sheet.dataset.limit) - Array.from(sheet.value.trim()).length
    const words = (left < 0 ? sheet.dataset.over : sheet.dataset.left) || ''
    count.hidden = left >= showBelow
    count.classList.toggle('over', left < 0)
    count.textContent = count.hidden ? '' : words.replace('{n}', String(Math.abs(left)))
  }
  sheet.addEventListener('input', look)
  look()
}

/** Offers reading out where the phone has a voice of the page's language; voices are found a moment after loading. */
function readyToRead(form: HTMLFormElement): void {
  const control = form.querySelector<HTMLElement>('[data-aloud]')
  if (!control || !('speechSynthesis' in window)) return
  const tongue = document.documentElement.lang.slice(0, 2)
  const look = () => {
    if (!speechSynthesis.getVoices().some(({ lang }) => lang.toLowerCase().startsWith(tongue))) return
    control.hidden = false
    control.parentElement?.classList.add('reads')
  }
  look()
  speechSynthesis.addEventListener?.('voiceschanged', look)
}

/** Everything else is loaded when somebody touches the form, or when something was kept here before. */
function loadAtFirstPress(form: HTMLFormElement): void {
  const told = form.querySelector<HTMLElement>('.told')
  const mic = form.querySelector<HTMLButtonElement>('button[data-mic]')
  const map = form.querySelector<HTMLButtonElement>('button[data-map]')
  const send = form.querySelector<HTMLButtonElement>('.send')
  let state: 'away' | 'loading' | 'here' = 'away'
  /** What was pressed before the script was here, to be pressed again. */
  let pressed: (() => void) | undefined
  const canKeep = window.isSecureContext && 'indexedDB' in window && 'subtle' in crypto
  const canRecord = canKeep && 'MediaRecorder' in window
  // The fields look from the beginning as they will when the script is here, so that nothing moves under a finger.
  if (canKeep) form.querySelector('[data-files]')?.classList.add('scripted')
  if (mic && canRecord) {
    mic.hidden = false
    form.querySelector<HTMLElement>('label.mic')?.setAttribute('hidden', '')
    form.classList.add('speaks')
  }

  if (map) map.hidden = false

  const load = () => {
    if (state !== 'away') return
    state = 'loading'
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.href = form.dataset.style || ''
    const script = document.createElement('script')
    script.src = form.dataset.script || ''
    const failed = () => {
      state = 'away'
      style.remove()
      script.remove()
      mic?.removeAttribute('aria-busy')
      map?.removeAttribute('aria-busy')
      if (pressed) say(form.dataset.notLoaded || '')
      pressed = undefined
    }
    script.onerror = failed
    style.onerror = failed
    // The style first: nothing is shown in the clothes of another page.
    style.onload = () => document.head.append(script)
    document.head.append(style)
  }
  const say = (sentence: string) => {
    if (!told) return
    told.textContent = sentence
    told.hidden = false
  }
  form.addEventListener('tell-ready', () => {
    state = 'here'
    mic?.removeAttribute('aria-busy')
    pressed?.()
    pressed = undefined
  })
  for (const first of ['pointerdown', 'touchstart', 'focusin', 'change'])
    form.addEventListener(first, load, { passive: true })
  addEventListener('online', () => state === 'away' && form.contains(document.activeElement) && load())
  // A draft of before, files the browser kept in the fields, or the way back from a receipt.
  if (isKeptHere() || Array.from(form.querySelectorAll<HTMLInputElement>('[type=file]')).some(({ value }) => value))
    load()

  for (const each of [mic, map, form.querySelector<HTMLElement>('[data-aloud]')])
    each?.addEventListener('click', () => {
      if (state === 'here') return
      each.setAttribute('aria-busy', 'true')
      pressed = () => each.click()
      load()
    })
  form.addEventListener('submit', (event) => {
    if (state === 'here') return
    if (navigator.onLine) {
      // A script that does not come must not keep anybody from sending: the plain form goes its plain way.
      if (state === 'away' || !canKeep) return
      event.preventDefault()
      const plain = setTimeout(() => form.submit(), 8000)
      pressed = () => {
        clearTimeout(plain)
        send?.click()
      }
      return
    }
    event.preventDefault()
    say(form.dataset.offline || '')
  })
}

function isKeptHere(): boolean {
  try {
    return localStorage.getItem('jieyou-kept') !== null || localStorage.getItem('jieyou-delivered') !== null
  } catch {
    return false
  }
}
