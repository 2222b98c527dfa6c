/** The receipt of a report that is erased: that it is, at whose wish and why, and the line of steps without any words. */
import { erasing as en } from '../../src/words/en/erasing.ts'
import type { Language, SameAs } from '../../src/words/language.ts'
import { erasing as zh } from '../../src/words/zh/erasing.ts'
import { paths } from '../shared/paths.ts'
import { html } from './html.ts'
import { footer, problemSummary, renderFrame } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import type { ReceiptView } from './receipt-page.ts'
import { renderSteps } from './receipt-steps.ts'
import { wordsIn } from './words.ts'

const erasingIn: Record<Language, SameAs<typeof zh>> = { zh, en }

/** The page. Nothing can be sent from it; what was refused is told all the same. */
export function renderErasedReceipt(page: PageSettings, view: ReceiptView): string {
  const words = wordsIn(page.language)
  const erasing = erasingIn[page.language]
  const { receipt, problem } = view
  const step = receipt.steps.findLast(({ kind }) => kind === 'erase')
  return renderFrame(page, {
    title: words.receipt.title(erasing.receipt.state),
    style: 'receipt.css',
    script: 'receipt.js',
    isPrivate: true,
    settings: { action: paths.receipt, fields: { receiptCode: receipt.receiptCode } },
    wide: false,
    main: html`${problem && problemSummary(erasing.receipt.state, problem.message, null)}
<section class="progress">
<h1 class="state">${erasing.receipt.state}</h1>
<p class="explained">${erasing.receipt.note}</p>
${
  step &&
  html`<dl class="facts">
${step.wish && html`<div><dt>${erasing.receipt.wish}</dt><dd>${erasing.wish[step.wish]}</dd></div>`}
${step.words !== '' && html`<div><dt>${erasing.receipt.reason}</dt><dd>${step.words}</dd></div>`}
</dl>`
}
<p class="note">${erasing.receipt.log}</p>
<h2 class="visually-hidden">${words.receipt.steps}</h2>
${renderSteps(page, receipt, view)}
</section>
${footer(page, html`<p><a class="link" href="${addressOf(paths.receipt, page)}">${words.receipt.again}</a></p>`)}`,
  })
}
