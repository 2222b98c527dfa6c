/**
 * What stands where on a map of a district: its own points and the background its operator gave. No tiles and no third
 * party. Pure, so that the resident's page and the desk draw the same map.
 */
import type { MapReply } from '../../src/contract/map.ts'
import type { Coordinates } from '../../src/domain/places/coordinates.ts'
import { metresPerDegree, stepsTo } from '../../src/domain/places/spot.ts'

/** What is looked at: the middle, how many metres a pixel is, and how large the picture is. */
export type MapView = {
  readonly middle: Coordinates
  readonly metresPerPixel: number
  readonly width: number
  readonly height: number
}

export type MapDrawing = {
  /** Paths of lines, and of areas to be filled. */
  readonly lines: readonly { readonly path: string; readonly area: boolean }[]
  /** Where points stand; a name only where there is room for it. */
  readonly dots: readonly { readonly x: number; readonly y: number; readonly name: string }[]
}

type Drawn = Pick<MapReply, 'places' | 'lines'>

/** How large a name is drawn, in pixels; the room it takes is reckoned with it. */
export const nameSize = 15
const mostNames = 16

/** From degrees to pixels of a view. */
export function pixelOf(view: MapView, spot: Coordinates): { readonly x: number; readonly y: number } {
  const { east, north } = stepsTo(view.middle, spot)
  return { x: view.width / 2 + east / view.metresPerPixel, y: view.height / 2 - north / view.metresPerPixel }
}

/** The view moved by so many pixels: what was that far right and down becomes the middle. */
export function moved(view: MapView, right: number, down: number): MapView {
  const latitude = view.middle.latitude - (down * view.metresPerPixel) / metresPerDegree
  const narrowing = Math.cos((latitude * Math.PI) / 180)
  return {
    ...view,
    middle: {
      latitude: Math.max(-85, Math.min(85, latitude)),
      longitude: view.middle.longitude + (right * view.metresPerPixel) / (metresPerDegree * narrowing),
    },
  }
}

/** Everything that can be seen in a view. `scale` enlarges the names. */
export function drawn({ places, lines }: Drawn, view: MapView, scale = 1): MapDrawing {
  const inside = places
    .map((place) => ({ ...pixelOf(view, place), name: place.name }))
    .filter(({ x, y }) => x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20)
    .sort((a, b) => away(view, a) - away(view, b))
  const seen = lines.map((line) => ({ path: pathOf(view, line), area: line.area })).filter(({ path }) => path !== '')
  return { lines: seen, dots: named(inside, view, nameSize * scale) }
}

const away = ({ width, height }: MapView, { x, y }: { x: number; y: number }) =>
  Math.hypot(x - width / 2, y - height / 2)

/** Names from the middle outwards, each where it hides no other and is not cut off. */
function named(dots: MapDrawing['dots'], view: MapView, size: number): MapDrawing['dots'] {
  // The pin stands in the middle, above the spot.
  const [x, y] = [view.width / 2, view.height / 2 - 40]
  const taken = [{ left: x - 22, right: x + 22, y }]
  return dots.map((dot) => {
    const half = (Array.from(dot.name).reduce((sum, sign) => sum + (sign > '\u2000' ? 1 : 0.6), 0) * size) / 2
    const box = { left: dot.x - half, right: dot.x + half, y: dot.y }
    const fits =
      taken.length <= mostNames &&
      box.left > 2 &&
      box.right < view.width - 2 &&
      dot.y > size &&
      dot.y < view.height - size * 1.6 &&
      taken.every(({ left, right, y }) => box.right < left || box.left > right || Math.abs(y - dot.y) > size * 1.5)
    if (fits) taken.push(box)
    return fits ? dot : { ...dot, name: '' }
  })
}

/** A line's path; empty where none of it can be seen. */
function pathOf(view: MapView, { corners, area }: Drawn['lines'][number]): string {
  const points = corners.map(([longitude, latitude]) => pixelOf(view, { latitude, longitude }))
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const isSeen =
    xs.some((x) => x > 0) && xs.some((x) => x < view.width) && ys.some((y) => y > 0) && ys.some((y) => y < view.height)
  if (!isSeen) return ''
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  return area ? `${path}Z` : path
}

/** A round length of 60 to 160 pixels for the bar that tells the scale. */
export function scaleBar(metresPerPixel: number): { readonly metres: number; readonly pixels: number } {
  const most = metresPerPixel * 160
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find((step) => step * power <= most) || 1) * power
  return { metres, pixels: metres / metresPerPixel }
}
