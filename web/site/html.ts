/** An escaping template tag: whatever enters a page through `html` is text, unless it was made by `html` itself. */

/** A piece of markup that is safe to put into a page. Only this file makes one, so data can never pretend to be one. */
export class SafeHtml {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

/** What may stand in a hole. Nothing is written for false, null and undefined, so `condition && html`…`` reads well. */
export type Hole = SafeHtml | string | number | false | null | undefined | readonly Hole[]

/** Where a hole stands: between tags, inside a tag, or inside a quoted attribute value. */
type Place = 'text' | 'tag' | 'double' | 'single'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text with the five characters replaced that could end a text or an attribute value. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/**
 * Builds markup from a template. In text, strings are escaped and markup made by `html` is kept. In a quoted attribute
 * only strings and numbers can stand. Inside a tag only markup can stand (as in `${checked && html`checked`}`).
 * Throws where a value would change the page's structure: an unquoted attribute, markup in an attribute, a script.
 */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): SafeHtml {
  const places = placesOf(parts)
  let markup = parts[0] ?? ''
  holes.forEach((hole, index) => {
    markup += write(hole, places[index] ?? 'text') + (parts[index + 1] ?? '')
  })
  return new SafeHtml(markup)
}

/** Markup from a place we trust as we trust our own source (a drawn QR code). Never anything a person typed. */
export const trusted = (markup: string): SafeHtml => new SafeHtml(markup)

function write(hole: Hole, place: Place): string {
  if (hole === false || hole === null || hole === undefined) return ''
  if (isList(hole)) return hole.map((one) => write(one, place)).join('')
  if (hole instanceof SafeHtml) {
    if (place === 'double' || place === 'single') throw new Error('Markup cannot stand in an attribute value')
    return hole.toString()
  }
  if (place === 'tag') throw new Error('A value inside a tag must be quoted or be markup')
  return escapeHtml(String(hole))
}

const isList = (hole: Hole): hole is readonly Hole[] => Array.isArray(hole)

// A template is a constant of the source, so the places of its holes are found once.
const known = new WeakMap<TemplateStringsArray, readonly Place[]>()

function placesOf(parts: TemplateStringsArray): readonly Place[] {
  const before = known.get(parts)
  if (before) return before
  let place: Place = isAttribute(parts[0]) ? 'tag' : 'text'
  const places = parts.slice(0, -1).map((part) => {
    place = after(part, place)
    return place
  })
  known.set(parts, places)
  return places
}

// A template that begins with an attribute (html`name="${x}"`) is a piece of a tag.
const isAttribute = (first: string | undefined): boolean => /^\s*[a-z][a-z-]*=["']/.test(first ?? '')

function after(part: string, start: Place): Place {
  let place = start
  for (let at = 0; at < part.length; at++) {
    const sign = part.charAt(at)
    if (place === 'text') {
      if (sign === '<' && /[a-z/]/i.test(part.charAt(at + 1))) place = 'tag'
    } else if (place === 'tag') {
      if (sign === '"') place = 'double'
      else if (sign === "'") place = 'single'
      else if (sign === '>') place = 'text'
    } else if (sign === (place === 'double' ? '"' : "'")) place = 'tag'
  }
  if (place === 'tag' && /=\s*$/.test(part)) throw new Error(`An attribute value must be quoted: ${part.slice(-40)}`)
  if (/<(script|style)\b[^>]*>[^<]*$/i.test(part)) throw new Error('Nothing can be written into a script or a style')
  return place
}
