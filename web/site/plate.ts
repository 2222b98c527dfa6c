/** The enamel door plate: whose station this is. */
import { html, type SafeHtml } from './html.ts'
import type { PageWords } from './words.ts'

export type Plate = {
  readonly townName: string
  readonly name: string
  readonly pointName: string | null
  readonly deputyName: string | null
}

/** How wide a name is, in Chinese characters. */
const widthOf = (name: string): number => [...name].reduce((width, sign) => width + (sign < '\u2e80' ? 0.55 : 1), 0)

/** The plate steps down in size for long names. */
function sizeOf(name: string): string {
  const width = widthOf(name)
  return width <= 10 ? '' : width <= 22 ? ' long' : ' longest'
}

/** A station's plate, or a deputy's with their station above the name. */
export function renderPlate({ townName, name, pointName, deputyName }: Plate, words: PageWords): SafeHtml {
  const heading = deputyName ? words.deputy(deputyName) : name
  // A town's own page and a deputy without a station have the town's name in both places.
  const units = [...new Set(deputyName ? [townName, name] : [townName])].filter(
    (unit) => unit !== '' && unit !== heading,
  )
  const above = units.join(' ')
  return html`<div class="plate">
<h1 class="name${sizeOf(heading)}">${heading}</h1>
${above && html`<p class="town">${above}</p>`}
${pointName && html`<p class="at"><span class="visually-hidden">${words.point.at}</span>${pointName}</p>`}
</div>`
}
