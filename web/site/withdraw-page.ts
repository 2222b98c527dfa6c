/** Withdrawing asks: what it means, and whether someone asked the resident to. Nothing is preselected. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { paths } from '../shared/paths.ts'
import { html } from './html.ts'
import { icon } from './icons.ts'
import { footer, hidden, problemSummary, renderFrame, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { excerpt } from './receipt-state.ts'
import { wordsIn } from './words.ts'

export type WithdrawView = {
  readonly receipt: ReceiptReply
  /** What was chosen and written before, when it was refused. */
  readonly kept: { readonly wasAsked: boolean | null; readonly words: string }
  readonly problem: { readonly message: string; readonly field: 'wasAsked' | 'withdraw' | null } | null
}

/** The second step. Its form sends receiptCode, confirmed=true, wasAsked (`true` or `false`) and words. */
export function renderWithdrawPage(page: PageSettings, { receipt, kept, problem }: WithdrawView): string {
  const words = wordsIn(page.language)
  const receiptCode = { receiptCode: receipt.receiptCode }
  const choice = (value: 'true' | 'false', label: string) =>
    html`<label><input type="radio" name="wasAsked" value="${value}" ${value === 'true' && html`id="wasAsked"`} ${
      String(kept.wasAsked) === value && html`checked`
    }><span>${icon('check')}${label}</span></label>`
  return renderFrame(page, {
    title: problem ? words.frame.problemInTitle(words.withdraw.title) : words.withdraw.title,
    style: 'receipt.css',
    script: 'receipt.js',
    isPrivate: true,
    settings: { action: paths.withdraw, fields: receiptCode },
    wide: false,
    main: html`${problem && problemSummary(words.withdraw.problemTitle, problem.message, problem.field)}
<h1 class="title">${words.withdraw.title}</h1>
<p class="quote-of">${excerpt(receipt.text)}</p>
<p class="meaning">${words.withdraw.note}</p>
<form class="judge" method="post" action="${paths.withdraw}" data-once novalidate>
${hidden({ ...receiptCode, confirmed: 'true' })}${settingsFields(page)}
<fieldset aria-describedby="${problem?.field === 'wasAsked' ? 'problem asked-note' : 'asked-note'}"><legend>${
      words.withdraw.asked
    }</legend><div class="segments">${choice('true', words.withdraw.yes)}${choice('false', words.withdraw.no)}</div>
<p class="note" id="asked-note">${words.withdraw.askedNote}</p></fieldset>
<div class="field"><label for="withdraw">${words.withdraw.words}</label><textarea id="withdraw" name="words" rows="2" autocomplete="off" ${
      problem?.field === 'withdraw' && html`aria-invalid="true" aria-describedby="problem"`
    }>
${kept.words}</textarea></div>
<button class="button">${words.withdraw.send}</button>
</form>
<form class="stay" method="post" action="${paths.receipt}">${hidden(receiptCode)}${settingsFields(page)}<button class="button second">${words.withdraw.stay}</button></form>
${footer(page)}`,
  })
}
