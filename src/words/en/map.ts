/** Pointing on a map: the map of the speaking page, and the small picture on the desk. */
import type { Direction } from '../../domain/places/spot.ts'
import type { SameAs } from '../language.ts'
import type { map as zh } from '../zh/map.ts'

const side: Record<Direction, string> = {
  n: 'north',
  ne: 'north-east',
  e: 'east',
  se: 'south-east',
  s: 'south',
  sw: 'south-west',
  w: 'west',
  nw: 'north-west',
}
const distance = (metres: number) => (metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`)

export const map: SameAs<typeof zh> = {
  open: 'Map',
  openLabel: 'Show the place on a map',
  title: 'Move the map until the pin stands on the place',
  label: 'Map. Arrow keys move it, plus and minus zoom',
  larger: 'Zoom in',
  smaller: 'Zoom out',
  up: 'Move up',
  down: 'Move down',
  left: 'Move left',
  right: 'Move right',
  whereIAm: 'I am here',
  asking: 'Asking your phone where you are…',
  refused: 'Your phone did not say where you are. Please move the map yourself.',
  outside: 'Your phone says you are outside this district; the map has not moved.',
  rough: (metres) =>
    `Your phone knows only roughly where you are, within ${distance(metres)}. Please move the map yourself.`,
  use: 'This is the place',
  cancel: 'No map',
  loading: 'Opening the map…',
  notLoaded: 'The map did not open. Please write the place down, or try again when you are online.',
  stored: 'This map was kept on your phone.',
  scale: distance,
  spot: (name, metres, direction) => `about ${distance(metres)} ${side[direction]} of ${name}`,
  beside: (name) => `beside ${name}`,
  picture: (place) => `Sketch: ${place}`,
  northUp: 'North up, drawn from the district’s own points',
}
