/**
 * The receipt of a report that was entered on the desk, as a drawing of one A5 sheet. It is folded twice: what is left
 * to see is the upper third with the case's number; the code lies inside. A drawing and not a page, so that the desk can
 * print it without its signs standing anywhere on the desk's own page.
 */
import { html, type SafeHtml, trusted } from './html.ts'

/** What stands on a slip, in the language it is printed in. */
export type SlipWords = {
  readonly title: string
  readonly number: (number: string) => string
  readonly forResident: string
  readonly codeLabel: string
  readonly howTo: readonly string[]
  readonly foldSecond: string
  readonly foldFirst: string
}

type Slip = {
  /** `QH 7K2M 9QF4 X3P8 M6TD H`. */
  readonly printedCode: string
  /** The QR code of the receipt's address, as an SVG drawing. */
  readonly qr: string
  readonly number: string
  /** The unit it was entered by, and the day. */
  readonly unit: string
  readonly day: string
}

const family = `'PingFang SC','HarmonyOS Sans SC','Noto Sans SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif`

type Line = { readonly y: number; readonly size: number; readonly bold?: boolean; readonly grey?: boolean }

const written = (words: string, { y, size, bold, grey }: Line): SafeHtml =>
  html`<text x="74" y="${String(y)}" font-size="${String(size)}" text-anchor="middle" fill="${grey ? '#57534c' : '#1c1b19'}" ${bold && html`font-weight="700"`}>${words}</text>`

const foldLine = (y: number): SafeHtml =>
  html`<path d="M0 ${String(y)}H148" stroke="#8d8678" stroke-width=".3" stroke-dasharray="2 2"/>`

/** Lines that keep the signs from being read through the paper once it is folded. */
const hatching = (y: number): SafeHtml =>
  html`${Array.from({ length: 33 }, (_, line) => {
    const at = y + 1.5 + line * 2
    return html`<path d="M6 ${String(at)}q3.4-1.8 6.8 0t6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0 6.8 0" fill="none" stroke="#cfc9bd" stroke-width=".5"/>`
  })}`

/** The slip as an SVG document, 148 × 210 mm. */
export function renderReceiptSlip(slip: Slip, words: SlipWords): string {
  const [prefix = '', ...groups] = slip.printedCode.split(' ')
  const last = groups.pop() ?? ''
  const drawing = html`<svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210" font-family="${family}">
<rect width="148" height="210" fill="#fff"/>
${written(words.title, { y: 22, size: 9, bold: true })}
${written(words.number(slip.number), { y: 33, size: 6 })}
${written(`${slip.unit}　${slip.day}`, { y: 43, size: 4.4, grey: true })}
${written(words.forResident, { y: 54, size: 4.4 })}
${written(words.foldSecond, { y: 66, size: 3.4, grey: true })}
${foldLine(70)}
${written(words.codeLabel, { y: 80, size: 4.4, bold: true })}
<svg x="10" y="84" width="46" height="46">${trusted(slip.qr)}</svg>
<g font-family="'SFMono-Regular',Consolas,'Liberation Mono',monospace" font-weight="700" font-size="8.5" fill="#1c1b19"><text x="66" y="96">${prefix}</text><text x="66" y="107">${groups.slice(0, 2).join(' ')}</text><text x="66" y="118">${groups.slice(2).join(' ')}</text><text x="66" y="129">${last}</text></g>
${written(words.foldFirst, { y: 137, size: 3.4, grey: true })}
${foldLine(140)}
${hatching(142)}
<rect x="8" y="152" width="132" height="${String(words.howTo.length * 8 + 10)}" rx="2" fill="#fff"/>
${words.howTo.map((sentence, at) => written(sentence, { y: 162 + at * 8, size: 4.2 }))}
</svg>`
  return String(drawing)
}
