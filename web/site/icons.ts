/** The drawings of the pages: a few icons of the Lucide family, and the product's own mark, the loop in a line. */
import calendarPlus from 'lucide/dist/esm/icons/calendar-plus.mjs'
import camera from 'lucide/dist/esm/icons/camera.mjs'
import check from 'lucide/dist/esm/icons/check.mjs'
import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs'
import chevronRight from 'lucide/dist/esm/icons/chevron-right.mjs'
import download from 'lucide/dist/esm/icons/download.mjs'
import eye from 'lucide/dist/esm/icons/eye.mjs'
import fileText from 'lucide/dist/esm/icons/file-text.mjs'
import hourglass from 'lucide/dist/esm/icons/hourglass.mjs'
import image from 'lucide/dist/esm/icons/image.mjs'
import mapPin from 'lucide/dist/esm/icons/map-pin.mjs'
import merge from 'lucide/dist/esm/icons/merge.mjs'
import messageCircle from 'lucide/dist/esm/icons/message-circle.mjs'
import mic from 'lucide/dist/esm/icons/mic.mjs'
import minus from 'lucide/dist/esm/icons/minus.mjs'
import penLine from 'lucide/dist/esm/icons/pen-line.mjs'
import printer from 'lucide/dist/esm/icons/printer.mjs'
import shieldCheck from 'lucide/dist/esm/icons/shield-check.mjs'
import split from 'lucide/dist/esm/icons/split.mjs'
import ticket from 'lucide/dist/esm/icons/ticket.mjs'
import triangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs'
import undo from 'lucide/dist/esm/icons/undo-2.mjs'
import volume from 'lucide/dist/esm/icons/volume-2.mjs'
import x from 'lucide/dist/esm/icons/x.mjs'
import { escapeHtml, html, type SafeHtml, trusted } from './html.ts'

const nodes = {
  calendarPlus,
  camera,
  check,
  chevronDown,
  chevronRight,
  download,
  eye,
  fileText,
  hourglass,
  image,
  mapPin,
  merge,
  messageCircle,
  mic,
  minus,
  penLine,
  printer,
  shieldCheck,
  split,
  ticket,
  triangleAlert,
  undo,
  volume,
  x,
}
export type IconName = keyof typeof nodes

const iconAttributes =
  ' class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" aria-hidden="true"'

const shape = ([tag, attributes]: (typeof check)[number]): string =>
  `<${tag}${Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('')}/>`

const drawn = Object.fromEntries(
  Object.entries(nodes).map(([name, shapes]) => [
    name,
    trusted(`<svg${iconAttributes}>${shapes.map(shape).join('')}</svg>`),
  ]),
) as Record<IconName, SafeHtml>

/** An icon as inline SVG. It is decoration: a word always stands beside it. */
export const icon = (name: IconName): SafeHtml => drawn[name]

const loop = 'M2 21.5C9 21.5 22 19 22 9.5a7 7 0 0 0-14 0C8 19 21 21.5 28 21.5'

/** The mark of the product: a line with a loop in it. */
export const loopMark: SafeHtml = html`<svg class="loop-mark" width="30" height="24" viewBox="0 0 30 24" aria-hidden="true"><path d="${loop}"/><circle cx="15" cy="9.5" r="3.6"/></svg>`

/** The mark for the browser's tab, inside the page, so that no further file is asked for. */
export const tabIcon: string = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -3 30 30"><path d="${loop}" fill="none" stroke="#a8201a" stroke-width="3" stroke-linecap="round"/><circle cx="15" cy="9.5" r="3.6" fill="#a8201a"/></svg>`,
)}`
