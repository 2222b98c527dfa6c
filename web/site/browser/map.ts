/**
 * Showing on a map where something is, loaded when its button is pressed. The pin stands still in the middle and the map
 * moves below it: by a finger, by buttons, by keys. What it finds becomes words in the field of the place, and nothing
 * else leaves it. A copy of the map stays on the phone, so that it opens without a network.
 */
import type { MapReply } from '../../../src/contract/map.ts'
import type { Coordinates } from '../../../src/domain/places/coordinates.ts'
import { metresBetween, nearestTo, placeWithSpot, spotIn, toldMetres } from '../../../src/domain/places/spot.ts'
import { map as en } from '../../../src/words/en/map.ts'
import { map as zh } from '../../../src/words/zh/map.ts'
import { drawn, type MapView, moved, nameSize, scaleBar } from '../../shared/map-drawing.ts'
import { paths } from '../../shared/paths.ts'
import { mapStage } from './tell/map-stage.ts'
import { openStage } from './tell/stage.ts'

const words = document.documentElement.lang === 'en' ? en : zh
const keptAs = (code: string) => `jieyou-map-${code.slice(0, 2)}`
const [nearest, furthest] = [0.2, 200]
const besideWithin = 15
/** Beyond this far from every point somebody is not in the district. */
const farAway = 30_000

const form = document.querySelector<HTMLFormElement>('[data-tell]')
const field = form?.querySelector<HTMLInputElement>('#place')
if (form && field) {
  /** What the last pin put into the field, to be replaced by the next. */
  let told = ''
  form.addEventListener('ask-map', () => void show())
  form.dispatchEvent(new CustomEvent('map-ready'))

  async function show(): Promise<void> {
    const code = form?.dataset.toCode || ''
    const found = await load(code)
    form?.querySelector('[data-map]')?.removeAttribute('aria-busy')
    if (!found) return say(words.notLoaded)
    say('')
    point(found.map, found.isStored)
  }

  function point(map: MapReply, isStored: boolean): void {
    const stage = openStage(form as HTMLFormElement)
    const leave = () => {
      stage.leave()
      form?.querySelector<HTMLElement>('[data-map]')?.focus()
    }
    const parts = mapStage(words)
    const [first] = map.places
    const began = spotIn(field?.value || '') || map.here || first || { latitude: 0, longitude: 0 }
    let view: MapView = { middle: began, metresPerPixel: 1.2, width: 320, height: 320 }
    const look = (next: MapView) => {
      view = { ...next, metresPerPixel: Math.min(furthest, Math.max(nearest, next.metresPerPixel)) }
      draw(parts.picture, map, view)
      const bar = scaleBar(view.metresPerPixel)
      parts.bar.style.width = `${bar.pixels}px`
      parts.bar.textContent = words.scale(bar.metres)
      parts.place.textContent = placeOf(map, view.middle)
    }
    const measure = () => {
      const { width, height } = parts.box.getBoundingClientRect()
      look({ ...view, width: width || 320, height: height || 320 })
    }
    const step = () => Math.min(view.width, view.height) / 5
    const presses: Record<string, () => void> = {
      larger: () => look({ ...view, metresPerPixel: view.metresPerPixel / 1.6 }),
      smaller: () => look({ ...view, metresPerPixel: view.metresPerPixel * 1.6 }),
      up: () => look(moved(view, 0, -step())),
      down: () => look(moved(view, 0, step())),
      left: () => look(moved(view, -step(), 0)),
      right: () => look(moved(view, step(), 0)),
    }
    for (const name of Object.keys(parts.moves)) parts.moves[name]?.addEventListener('click', () => presses[name]?.())
    const keys: Record<string, string> = {
      ArrowUp: 'up',
      ArrowDown: 'down',
      ArrowLeft: 'left',
      ArrowRight: 'right',
      '+': 'larger',
      '=': 'larger',
      '-': 'smaller',
    }
    parts.box.addEventListener('keydown', (event) => {
      const press = presses[keys[event.key] || '']
      if (!press) return
      event.preventDefault()
      press()
    })
    dragged(parts.box, (right, down) => look(moved(view, -right, -down)))
    parts.whereIAm.addEventListener('click', () => askWhere(map, parts.note, (middle) => look({ ...view, middle })))
    parts.use.addEventListener('click', () => {
      const typed = (field?.value || '').trim()
      // What was typed stays in front of the pin; what an earlier pin said goes.
      const before =
        told && typed.endsWith(told) ? typed.slice(0, -told.length) : spotIn(typed) ? '' : typed && `${typed}，`
      told = placeWithSpot(placeOf(map, view.middle), view.middle)
      leave()
      if (!field) return
      field.value = before + told
      field.dispatchEvent(new Event('input', { bubbles: true }))
      // The beginning of the words is what somebody wants to see again.
      field.scrollLeft = 0
    })
    parts.cancel.addEventListener('click', leave)
    stage.show('mapping', ...parts.all)
    if (isStored) parts.note.textContent = words.stored
    addEventListener('resize', measure)
    measure()
  }

  function say(sentence: string): void {
    const line = form?.querySelector<HTMLElement>('.attach .told')
    if (!line) return
    line.textContent = sentence
    line.hidden = sentence === ''
  }
}

/** Where the pin stands, as people say it: near which point, how far from it, on which side. */
function placeOf({ places }: MapReply, spot: Coordinates): string {
  const found = nearestTo(spot, places)
  if (!found) return ''
  if (found.metres < besideWithin) return words.beside(found.place.name)
  return words.spot(found.place.name, toldMetres(found.metres), found.direction)
}

/** The map around a code: from the server, else the copy on this phone. */
async function load(code: string): Promise<{ map: MapReply; isStored: boolean } | undefined> {
  try {
    const answer = await fetch(paths.api.map(code), { credentials: 'omit' })
    if (answer.ok) {
      const text = await answer.text()
      keep(code, text)
      return { map: JSON.parse(text) as MapReply, isStored: false }
    }
  } catch {
    // No network: the copy.
  }
  try {
    const kept = localStorage.getItem(keptAs(code))
    return kept ? { map: JSON.parse(kept) as MapReply, isStored: true } : undefined
  } catch {
    return undefined
  }
}

function keep(code: string, text: string): void {
  try {
    localStorage.setItem(keptAs(code), text)
  } catch {
    // A full phone: the map is asked for again.
  }
}

function draw(picture: SVGSVGElement, map: MapReply, view: MapView): void {
  const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
  const { lines, dots } = drawn(map, view, scale)
  picture.setAttribute('viewBox', `0 0 ${view.width} ${view.height}`)
  picture.textContent = ''
  const add = (name: string, attributes: Record<string, string | number>, text = '') => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const key of Object.keys(attributes)) made.setAttribute(key, String(attributes[key]))
    made.textContent = text
    picture.appendChild(made)
  }
  for (const { path, area } of lines) add('path', { d: path, class: area ? 'area' : 'road' })
  for (const { x, y } of dots) add('circle', { cx: x, cy: y, r: 5 })
  for (const { x, y, name } of dots) if (name) add('text', { x, y: y + nameSize * 1.4 * scale }, name)
}

/** One finger or a mouse: tells how far it moved since the last time, in pixels. */
function dragged(box: HTMLElement, moves: (right: number, down: number) => void): void {
  let from: { id: number; x: number; y: number } | undefined
  box.addEventListener('pointerdown', (event) => {
    if (event.target instanceof Element && event.target.closest('button')) return
    from = { id: event.pointerId, x: event.clientX, y: event.clientY }
    box.setPointerCapture(event.pointerId)
  })
  box.addEventListener('pointermove', (event) => {
    if (!from || from.id !== event.pointerId) return
    moves(event.clientX - from.x, event.clientY - from.y)
    from = { id: from.id, x: event.clientX, y: event.clientY }
  })
  const end = () => {
    from = undefined
  }
  box.addEventListener('pointerup', end)
  box.addEventListener('pointercancel', end)
}

/** Asks the phone once, because somebody pressed; what it says moves the map and goes nowhere else. */
function askWhere(map: MapReply, note: HTMLElement, found: (spot: Coordinates) => void): void {
  note.textContent = words.asking
  if (!navigator.geolocation) {
    note.textContent = words.refused
    return
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude, accuracy } }) => {
      const spot = { latitude, longitude }
      const nearestPoint = nearestTo(spot, map.places)
      if (!nearestPoint || metresBetween(nearestPoint.place, spot) > farAway) {
        note.textContent = words.outside
        return
      }
      note.textContent = accuracy > 100 ? words.rough(toldMetres(accuracy)) : ''
      found(spot)
    },
    () => {
      note.textContent = words.refused
    },
    { enableHighAccuracy: true, timeout: 15_000 },
  )
}
