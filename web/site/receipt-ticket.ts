/** The receipt as a ticket stub: the code in a grid, its QR code, and a way to be sure that it was written down. */
import { dayWords } from '../../src/words/dates.ts'
import { html, type SafeHtml, trusted } from './html.ts'
import { icon } from './icons.ts'
import type { PageSettings } from './page-settings.ts'
import { type PageWords, wordsIn } from './words.ts'

/** `QH 7K2M 9QF4 X3P8 M6TD H`: prefix, four groups, check letter. */
const groupsOf = (printed: string): readonly string[] => printed.trim().split(/[\s-]+/)

const grid = (code: string, words: PageWords): SafeHtml =>
  html`<p class="code" role="img" aria-label="${words.ticket.read(code)}">${groupsOf(code).map((group) =>
    group.length < 4 ? html`<i>${group}</i>` : html`<span>${group}</span>`,
  )}</p>`

const picture = (qr: string, words: PageWords): SafeHtml | false =>
  qr !== '' && html`<div class="qr" role="img" aria-label="${words.ticket.qr}">${trusted(qr)}</div>`

/** What stands on the picture besides code and QR code: where it was said, and the day it was received. */
export type OnPicture = { readonly addressedTo: string; readonly receivedAt: string }

// Saving as a picture, printing and typing back need a script: they are hidden until it is there.
const tools = (code: string, on: OnPicture, page: PageSettings, words: PageWords): SafeHtml => {
  const { picture } = words
  const day = dayWords(new Date(on.receivedAt), page.language)
  return html`<div class="tools"><button type="button" class="tool" data-save hidden data-code="${code}" data-brand="${words.terms.product}" data-heading="${picture.heading}" data-lines="${[picture.to(on.addressedTo), picture.on(day)].join('\n')}" data-note="${picture.note}" data-scan="${picture.scan}" data-file="${picture.file(on.receivedAt.slice(0, 10))}">${icon('image')}${picture.save}</button><button type="button" class="tool" data-print hidden>${icon('printer')}${words.ticket.print}</button></div>
<div class="picture not-printed" data-picture hidden><p role="status" tabindex="-1"><b>${picture.title}</b> <span>${picture.hold}</span></p><img alt="${picture.alt}"><a class="button second" download="">${picture.download}</a></div>`
}

/** The ticket as it stands right after sending. */
export function renderTicket(code: string, qr: string, on: OnPicture, page: PageSettings): SafeHtml {
  const words = wordsIn(page.language)
  const last = groupsOf(code).findLast((group) => group.length >= 4) ?? ''
  return html`<div class="ticket">
<div class="stub${qr === '' ? '' : ' with-qr'}"><div><h2>${words.ticket.title}</h2>${grid(code, words)}</div>${picture(qr, words)}</div>
${tools(code, on, page, words)}
<div class="type-back" data-type-back="${last}" hidden>
<div class="tear"></div>
<div class="back"><label for="back"><b>${words.ticket.backTitle}</b> ${words.ticket.back}</label><input id="back" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="back-result"></div>
<p class="back-result" id="back-result" role="status" data-right="${words.ticket.right}" data-wrong="${words.ticket.wrong}"></p>
</div>
</div>`
}

/** The ticket on later visits: one line, which opens. */
export function renderFoldedTicket(code: string, qr: string, on: OnPicture, page: PageSettings): SafeHtml {
  const words = wordsIn(page.language)
  return html`<details class="ticket folded">
<summary><span class="fold">${words.ticket.fold}</span><span class="code-line">${code}</span>${icon('chevronDown')}</summary>
<div class="stub${qr === '' ? '' : ' with-qr'}">${grid(code, words)}${picture(qr, words)}</div>
${tools(code, on, page, words)}
</details>`
}
