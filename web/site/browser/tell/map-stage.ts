/** The parts of the stage with the map, before anything moves. */

import type { SameAs } from '../../../../src/words/language.ts'
import type { map } from '../../../../src/words/zh/map.ts'
import { button, element } from './parts.ts'

const drawings = {
  larger: 'M12 5v14M5 12h14',
  smaller: 'M5 12h14',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  left: 'M19 12H5M11 6l-6 6 6 6',
  right: 'M5 12h14M13 6l6 6-6 6',
} as const

const svg = (className: string, inside: string) =>
  `<svg class="${className}" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true">${inside}</svg>`

export function mapStage(words: SameAs<typeof map>) {
  const moves: Record<string, HTMLButtonElement> = {}
  for (const name of Object.keys(drawings) as (keyof typeof drawings)[]) {
    const made = button(`move ${name}`, '', () => {})
    made.innerHTML = svg('icon', `<path d="${drawings[name]}"/>`)
    made.setAttribute('aria-label', words[name])
    moves[name] = made
  }
  const box = element('div', 'map-box')
  box.tabIndex = 0
  // Arrow keys are the map's own here, as in any map.
  box.setAttribute('role', 'application')
  box.setAttribute('aria-label', words.label)
  box.innerHTML = `<svg class="map-picture" aria-hidden="true"></svg>${svg('pin', '<path d="M12 23C7 16 5 13 5 9a7 7 0 0 1 14 0c0 4-2 7-7 14z"/><circle cx="12" cy="9" r="2.500"/>')}`
  const bar = element('span', 'map-scale')
  box.append(bar)
  const place = element('p', 'map-place')
  place.setAttribute('role', 'status')
  const note = element('p', 'note map-note')
  note.setAttribute('role', 'status')
  const whereIAm = button('button second', words.whereIAm, () => {})
  const use = button('button', words.use, () => {})
  const cancel = button('cancel', words.cancel, () => {})
  const tools = element('div', 'map-tools')
  for (const name of Object.keys(moves)) tools.append(moves[name] as HTMLElement)
  const all = [
    element('h1', 'plain', words.title),
    element('div', 'map-frame', box, tools),
    place,
    note,
    element('div', 'map-ends', use, whereIAm),
    cancel,
  ]
  return {
    all,
    box,
    bar,
    place,
    note,
    moves,
    whereIAm,
    use,
    cancel,
    picture: box.querySelector('.map-picture') as SVGSVGElement,
  }
}
