/** Small parts of the page made in the browser: elements, buttons, icons, and the words in the page's language. */
import { speaking as en } from '../../../../src/words/en/speaking.ts'
import { speaking as zh } from '../../../../src/words/zh/speaking.ts'

const isEnglish = document.documentElement.lang === 'en'
export const words = isEnglish ? en : zh
/** The lists to compare with are of every language: people write as they like. */
export const allWords = [zh, en] as const

/** Drawn for these pages on the same grid and with the same stroke as the others. */
const drawings = {
  pause: '<path d="M7 5h3v14H7zM14 5h3v14h-3z"/>',
  stop: '<rect x="5" y="5" width="14" height="14" rx="2" fill="currentColor"/>',
  play: '<path d="M7 4.500v15L19 12z"/>',
  again: '<path d="M4 4v6h6M4.600 10a8 8 0 1 1-.300 4.500"/>',
  check: '<path d="M5 12.500l4.500 4.500L19 7.500"/>',
  cross: '<path d="M6 6l12 12M18 6L6 18"/>',
  phone: '<path d="M7 2.500h10v19H7zM11 18.500h2"/>',
} as const

/** An icon; decoration beside a word. */
export const icon = (name: keyof typeof drawings): string =>
  `<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">${drawings[name]}</svg>`

/** An element with a class and parts inside; strings become text, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  ...inside: (string | Node)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...inside)
  return made
}

/** A button with an icon before its words. */
export function button(
  className: string,
  label: string,
  press: () => void,
  drawing?: keyof typeof drawings,
): HTMLButtonElement {
  const made = element('button', className)
  made.type = 'button'
  put(made, label, drawing)
  made.addEventListener('click', press)
  return made
}

/** Gives an element other words, and an icon before them. */
export function put(target: HTMLElement, label: string, drawing?: keyof typeof drawings): void {
  target.innerHTML = drawing ? icon(drawing) : ''
  if (label) target.append(label)
}

/** Seconds as people read a clock. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`

/** Seconds in words. */
export const lengthOf = (seconds: number): string =>
  words.record.time(String(Math.floor(seconds / 60)), String(Math.floor(seconds) % 60))

/** A version 4 UUID, also where browsers do not make one themselves. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] as number) & 15) | 64
  bytes[8] = ((bytes[8] as number) & 63) | 128
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Bytes in hex. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The bytes behind hex. */
export const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) || [], (pair) => Number.parseInt(pair, 16))
