/** The receipt as a ticket stub: the code in a grid, its QR code, and a way to be sure that it was written down. */
import { html, type SafeHtml, trusted } from './html.ts'
import { icon } from './icons.ts'
import type { PageWords } from './words.ts'

/** `QH 7K2M 9QF4 X3P8 M6TD H`: prefix, four groups, check letter. */
const groupsOf = (printed: string): readonly string[] => printed.trim().split(/[\s-]+/)

const grid = (code: string, words: PageWords): SafeHtml =>
  html`<p class="code" role="img" aria-label="${words.ticket.read(code)}">${groupsOf(code).map((group) =>
    group.length < 4 ? html`<i>${group}</i>` : html`<span>${group}</span>`,
  )}</p>`

const picture = (qr: string, words: PageWords): SafeHtml | false =>
  qr !== '' && html`<div class="qr" role="img" aria-label="${words.ticket.qr}">${trusted(qr)}</div>`

// Printing and typing back need a script: they are hidden until it is there.
const print = (words: PageWords): SafeHtml =>
  html`<button type="button" class="tool" data-print hidden>${icon('printer')}${words.ticket.print}</button>`

/** The ticket as it stands right after sending. */
export function renderTicket(code: string, qr: string, words: PageWords): SafeHtml {
  const last = groupsOf(code).findLast((group) => group.length >= 4) ?? ''
  return html`<div class="ticket">
<div class="stub${qr === '' ? '' : ' with-qr'}"><div><h2>${words.ticket.title}</h2>${grid(code, words)}</div>${picture(qr, words)}</div>
${print(words)}
<div class="type-back" data-type-back="${last}" hidden>
<div class="tear"></div>
<div class="back"><label for="back"><b>${words.ticket.backTitle}</b> ${words.ticket.back}</label><input id="back" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="back-result"></div>
<p class="back-result" id="back-result" role="status" data-right="${words.ticket.right}" data-wrong="${words.ticket.wrong}"></p>
</div>
</div>`
}

/** The ticket on later visits: one line, which opens. */
export const renderFoldedTicket = (code: string, qr: string, words: PageWords): SafeHtml =>
  html`<details class="ticket folded">
<summary><span class="fold">${words.ticket.fold}</span><span class="code-line">${code}</span>${icon('chevronDown')}</summary>
<div class="stub${qr === '' ? '' : ' with-qr'}">${grid(code, words)}${picture(qr, words)}</div>
${print(words)}
</details>`
