/** The page on which a receipt code is typed. The code is sent in the body of a form, never in an address. */
import { paths } from '../shared/paths.ts'
import { html } from './html.ts'
import { footer, problemSummary, renderFrame, settingsFields } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'

export type ReceiptFormView = {
  /** What was typed before, when it could not be read or found. */
  readonly typed: string
  readonly problem: { readonly message: string } | null
}

/** A form with one field; it sends receiptCode. */
export function renderReceiptForm(page: PageSettings, { typed, problem }: ReceiptFormView): string {
  const words = wordsIn(page.language)
  const { title } = words.form
  return renderFrame(page, {
    title: problem ? words.frame.problemInTitle(title) : title,
    style: 'receipt.css',
    script: 'receipt.js',
    isPrivate: true,
    settings: 'links',
    wide: false,
    main: html`${problem && problemSummary(words.form.problemTitle, problem.message, 'code')}
<h1 class="title">${title}</h1>
<form class="look-up" method="post" action="${paths.receipt}" data-look-up novalidate>
${settingsFields(page)}
<label for="code">${words.form.label}</label>
<p class="note" id="hint">${words.form.hint}</p>
<input id="code" name="receiptCode" value="${typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" ${
      problem ? html`aria-invalid="true" aria-describedby="problem hint"` : html`aria-describedby="hint"`
    }>
<button class="button">${words.form.send}</button>
</form>
${footer(page, html`<p>${words.form.lost} <a class="link" href="${addressOf(paths.home, page)}">${words.form.toHome}</a></p>`)}`,
  })
}
