/** The ways that stay open to the holder of a receipt besides judging: another look, taking up again, withdrawing. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import { deadlineOf, type PageSettings } from './page-settings.ts'
import { unitName } from './receipt-steps.ts'
import { wordsIn } from './words.ts'
import { isOffered, type RefusedForm, renderWordsForm } from './words-form.ts'

/** Why it was not taken on, where to go instead, and the appeal while there is one. */
export function renderDecline(
  page: PageSettings,
  receipt: ReceiptReply,
  refused: RefusedForm | null,
): SafeHtml | false {
  const words = wordsIn(page.language)
  const declined = receipt.steps.findLast(({ kind }) => kind === 'decline')
  if (receipt.status !== 'declined' || !declined) return false
  return html`<section class="section">
<h2>${words.decline.title}</h2>
<div class="answer">
<p class="by"><span>${unitName(declined.by, words)}</span></p>
${declined.reason && html`<p class="reason">${words.terms.declineReason[declined.reason]}</p>`}
${declined.words && html`<h3>${words.decline.instead}</h3><p class="words">${declined.words}</p>`}
</div>
${
  isOffered(receipt, 'appeal')
    ? renderWordsForm(page, receipt, 'appeal', refused, {
        label: words.decline.appeal,
        send: words.decline.send,
        note: words.decline.note,
        primary: true,
      })
    : receipt.steps.some(({ kind }) => kind === 'appeal') && html`<p class="note after">${words.decline.appealed}</p>`
}
</section>`
}

/** Taking a closed matter up again. */
export function renderReopen(page: PageSettings, receipt: ReceiptReply, refused: RefusedForm | null): SafeHtml | false {
  if (!isOffered(receipt, 'reopen')) return false
  const words = wordsIn(page.language).reopen
  const { reopenUntil } = receipt
  return html`<section class="section fold-section not-printed"><details ${refused?.form === 'reopen' && html`open`}>
<summary><h2>${words.title}</h2>${icon('chevronDown')}</summary>
${renderWordsForm(page, receipt, 'reopen', refused, {
  label: words.label,
  send: words.send,
  note: reopenUntil !== null && words.until(deadlineOf(reopenUntil, page)),
  primary: false,
})}
</details></section>`
}

/** The first of two steps: it only asks for the page on which the resident decides. */
export function renderWithdraw(page: PageSettings, receipt: ReceiptReply): SafeHtml | false {
  if (!receipt.moves.includes('withdraw')) return false
  const words = wordsIn(page.language).withdraw
  return html`<form class="withdraw" method="post" action="${paths.withdraw}">${hidden({
    receiptCode: receipt.receiptCode,
  })}${settingsFields(page)}${words.lead} <button class="plain">${words.start}</button></form>`
}
