/** The line as the voice's level: strokes for what was heard, the level line for what is still to come. */
const markup = 'http://www.w3.org/2000/svg'
const step = 8
const middle = 84
const tallest = 70

/** A stroke is never nothing: silence is a dot on the line. */
const stroke = (x: number, loudness: number, half: number, y: number): string => {
  const reach = Math.max(1.5, Math.min(1, loudness * 1.6) * half)
  return `M${x} ${(y - reach).toFixed(1)}v${(2 * reach).toFixed(1)}`
}

function drawing(viewBox: string, ...classes: string[]): [SVGSVGElement, ...SVGPathElement[]] {
  const svg = document.createElementNS(markup, 'svg')
  svg.setAttribute('viewBox', viewBox)
  svg.setAttribute('aria-hidden', 'true')
  const paths = classes.map((name) => {
    const path = document.createElementNS(markup, 'path')
    path.setAttribute('class', name)
    svg.append(path)
    return path
  })
  return [svg, ...paths]
}

/** The large meter. `show` draws up to `now` (in tenths of a second); with `whole` also what comes after. */
export function meter(): { svg: SVGSVGElement; show(levels: readonly number[], now: number, whole: boolean): void } {
  const [svg, bars, ahead, mark] = drawing('0 0 480 168', 'bars', 'ahead', 'now') as [
    SVGSVGElement,
    SVGPathElement,
    SVGPathElement,
    SVGPathElement,
  ]
  return {
    svg,
    show(levels, now, whole) {
      const at = whole ? 240 : 308
      let path = ''
      for (let x = at - step, index = now - 1; x > 0 && index >= 0; x -= step, index -= 1)
        path = stroke(x, levels[index] || 0, tallest, middle) + path
      if (whole)
        for (let x = at, index = now; x < 480 && index < levels.length; x += step, index += 1)
          path += stroke(x, levels[index] || 0, tallest, middle)
      bars.setAttribute('d', path || 'M0 84h0')
      ahead.setAttribute('d', whole ? 'M0 84h0' : `M${at + 10} 84H480`)
      mark.setAttribute('d', `M${at} 6v156`)
    },
  }
}

/** The small picture of a whole recording. */
export function wave(levels: readonly number[]): SVGSVGElement {
  const [svg, path] = drawing('0 0 180 44', 'all') as [SVGSVGElement, SVGPathElement]
  svg.setAttribute('class', 'wave')
  svg.setAttribute('preserveAspectRatio', 'none')
  const count = 36
  let strokes = ''
  for (let index = 0; index < count; index += 1) {
    const from = Math.floor((index * levels.length) / count)
    const to = Math.max(from + 1, Math.floor(((index + 1) * levels.length) / count))
    strokes += stroke(3 + index * 5, Math.max(0, ...levels.slice(from, to)), 20, 22)
  }
  path.setAttribute('d', strokes)
  return svg
}
