/** «Check it yourself»: the browser holds what the resident said against the proof, and says what that shows. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { beijing, hourWords } from '../../src/words/dates.ts'
import { checking as en } from '../../src/words/en/checking.ts'
import { checking as zh } from '../../src/words/zh/checking.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml, trusted } from './html.ts'
import { icon } from './icons.ts'
import { footer, hidden, renderFrame, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'

export type CheckView = {
  readonly receipt: ReceiptReply
  /** The address of a file, good for half an hour. */
  readonly linkOf: (fileId: string) => string
  readonly proof:
    | {
        readonly state: 'ready'
        /** The receipt file, as it is saved. */
        readonly file: string
        /** The same as a QR code, drawn as SVG. */
        readonly qr: string
        /** The district's verifier keys. */
        readonly keys: readonly string[]
        /** How many witnesses signed this state of the log. */
        readonly witnesses: number
      }
    /** `next` is when the log grows next, by the district's clock: HH:MM:SS. */
    | { readonly state: 'not-ready'; readonly next: string }
    | { readonly state: 'erased' }
}

const words = { zh, en }

/** The way to this page from the receipt. */
export const checkButton = (page: PageSettings, receiptCode: string): SafeHtml =>
  html`<form class="to-check" method="post" action="${paths.check}">${hidden({ receiptCode })}${settingsFields(page)}
<p class="note" id="to-check">${words[page.language].openNote}</p>
<button class="button second" aria-describedby="to-check">${icon('shieldCheck')}${words[page.language].open}</button></form>`

/** The page. What it checks with stands in it: without a further question to the server. */
export function renderCheckPage(page: PageSettings, view: CheckView): string {
  const say = words[page.language]
  const receiptCode = { receiptCode: view.receipt.receiptCode }
  const { proof } = view
  return renderFrame(page, {
    title: say.title,
    style: 'receipt-check.css',
    script: proof.state === 'ready' ? 'receipt-check.js' : null,
    isPrivate: true,
    settings: { action: paths.check, fields: receiptCode },
    wide: false,
    main: html`<h1 class="title">${say.title}</h1>
${
  proof.state === 'ready'
    ? ready(page, view, proof)
    : proof.state === 'erased'
      ? html`<p>${say.erased}</p>`
      : html`<h2>${say.notReady}</h2>
<p class="meaning">${say.notReadyNote(proof.next)}</p>
<form method="post" action="${paths.check}">${hidden(receiptCode)}${settingsFields(page)}<button class="button">${say.again}</button></form>`
}
<form class="stay" method="post" action="${paths.receipt}">${hidden(receiptCode)}${settingsFields(page)}<button class="button second">${say.back}</button></form>
${footer(page)}`,
  })
}

function ready(
  page: PageSettings,
  { receipt, linkOf }: CheckView,
  proof: Extract<CheckView['proof'], { state: 'ready' }>,
): SafeHtml {
  const say = words[page.language]
  const files = receipt.steps.find(({ kind }) => kind === 'receive')?.files ?? []
  const at = hourWords(new Date(receipt.receivedAt), page.language, beijing)
  // Figures are put in by the script: it is the proof that tells them.
  const note = say.verdictNote.right(at, '#position#', '#size#')
  return html`<p class="meaning">${say.lead}</p>
<p class="problem" data-no-script>${say.noScript}</p>
<section class="verdict" data-check data-keys="${proof.keys.join('\n')}" data-place="${receipt.place}" data-files="${files
    .map(({ id }) => linkOf(id))
    .join('\n')}" data-right="${note}" data-wrong="${say.verdictNote.wrong}" hidden>
<div role="status"><h2><span class="when-busy">${say.checking}</span><span class="when-right">${icon('check')}${say.verdict.right}</span><span class="when-wrong">${icon('x')}${say.verdict.wrong}</span></h2></div>
<p data-note></p>
<h3 class="visually-hidden">${say.steps}</h3>
<ol>${Object.entries(say.stepOf).map(
    ([name, label]) =>
      html`<li data-step="${name}" hidden><span class="sign">${icon('check')}${icon('x')}</span><span>${label}</span><b class="visually-hidden"><span class="when-right">${say.right}</span><span class="when-wrong">${say.wrong}</span></b></li>`,
  )}</ol>
<div class="field"><label for="try">${say.try}</label><p class="note" id="try-note">${say.tryNote}</p><textarea id="try" rows="4" autocomplete="off" spellcheck="false" aria-describedby="try-note">
${receipt.text}</textarea><p class="tried" data-tried role="status" data-right="${say.tried.right}" data-wrong="${say.tried.wrong}"></p></div>
</section>
<div class="columns">
<section><h2>${say.proves}</h2><ul class="plain">${say.provesList.map((each) => html`<li>${icon('check')}<span>${each}</span></li>`)}</ul></section>
<section><h2>${say.provesNot}</h2><ul class="plain not">${say.provesNotList.map((each) => html`<li>${icon('minus')}<span>${each}</span></li>`)}</ul></section>
</div>
<section><h2>${say.key}</h2>${proof.keys.map((key) => html`<p class="key">${key}</p>`)}<p class="note">${say.witnesses(proof.witnesses)}</p></section>
<section><h2>${say.file}</h2>
<p class="note">${say.fileNote}</p>
<div class="qr" role="img" aria-label="${say.qr}">${trusted(proof.qr)}</div>
<form method="post" action="${paths.receiptProof}">${hidden({ receiptCode: receipt.receiptCode })}${settingsFields(page)}<button class="button second">${icon('download')}${say.save}</button></form>
<button type="button" class="button second" data-print hidden>${icon('printer')}${say.print}</button>
<div class="field earlier" data-earlier hidden><label for="earlier">${say.earlier}</label><input type="file" id="earlier" accept=".txt,text/plain"></div>
<details><summary>${say.show}${icon('chevronDown')}</summary><pre data-file tabindex="0">${proof.file}</pre></details>
</section>`
}
