/** What the holder of a receipt sees: how far it has come, the answer, and the judgement. */
import type { NotKeptReply } from '../../src/contract/files.ts'
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { dayWords } from '../../src/words/dates.ts'
import { paths } from '../shared/paths.ts'
import { renderFiles } from './attached-files.ts'
import { renderDue } from './due-date.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { type KeptJudgement, renderJudgeForm } from './judge-form.ts'
import { footer, problemSummary, renderFrame } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { renderSteps, unitName } from './receipt-steps.ts'
import { renderFoldedTicket, renderTicket } from './receipt-ticket.ts'
import { type PageWords, wordsIn } from './words.ts'

export type ReceiptView = {
  readonly receipt: ReceiptReply
  /** The QR code of the receipt's address as an SVG drawing, or '' for none. It is put into the page as it is. */
  readonly qr: string
  /** Right after sending: the ticket stands first. */
  readonly fresh: boolean
  /** Files that were sent and could not be kept, right after sending. */
  readonly notKept: readonly NotKeptReply[]
  /** The address of a file, good for half an hour. */
  readonly linkOf: (fileId: string) => string
  readonly problem: { readonly message: string; readonly field: string | null } | null
  /** A judgement that was refused, so that nobody has to give it twice. */
  readonly kept: KeptJudgement | null
  /** Tells whether a due date has passed. */
  readonly now: Date
}

/** The receipt page. Never cached or indexed; its display settings are changed by asking for it again. */
export function renderReceiptPage(page: PageSettings, view: ReceiptView): string {
  const words = wordsIn(page.language)
  const { receipt, problem } = view
  const state = headline(receipt, words)
  const title = words.receipt.title(view.fresh ? words.ticket.freshTitle : state)
  const progress = html`<section class="progress">
${view.fresh ? html`<h2 class="state">${state}</h2>` : html`<h1 class="state">${state}</h1>`}
${!view.fresh && receipt.text !== '' && html`<p class="excerpt">${excerpt(receipt.text)}</p>`}
${receipt.supervised && html`<p class="flag">${icon('triangleAlert')}${words.receipt.supervised}</p>`}
${!view.fresh && renderFoldedTicket(receipt.receiptCode, view.qr, words)}
<h2 class="visually-hidden">${words.receipt.steps}</h2>
${renderSteps(page, receipt, view)}
</section>`
  return renderFrame(page, {
    title: problem ? words.frame.problemInTitle(title) : title,
    style: 'receipt.css',
    script: 'receipt.js',
    isPrivate: true,
    settings: { action: paths.receipt, fields: { receiptCode: receipt.receiptCode } },
    wide: true,
    main: html`${problem && problemSummary(words.judge.problemTitle, problem.message, problem.field)}
<div class="columns">
<div>
${view.fresh && freshTicket(view, words)}
${progress}
</div>
<div class="rest">
${receipt.answer && answerSection(page, view, words)}
${receipt.canJudge && renderJudgeForm(page, receipt, view.kept, problem?.field ?? null)}
${!receipt.canJudge && receipt.judgement && judgedSection(receipt.judgement, words)}
${renderDue(page, receipt)}
${saidSection(view, words)}
</div>
</div>
${footer(page, html`<p>${words.receipt.whoHasIt} <a class="link" href="${addressOf(paths.receipt, page)}">${words.receipt.again}</a></p>`)}`,
  })
}

const freshTicket = ({ receipt, qr, notKept }: ReceiptView, words: PageWords): SafeHtml => html`<section class="fresh">
<h1>${words.ticket.freshTitle}</h1>
<p>${words.ticket.freshNote(receipt.addressedTo)}</p>
${renderTicket(receipt.receiptCode, qr, words)}
<p class="note">${words.ticket.keepIt}</p>
${notKept.length > 0 && notKeptList(notKept, words)}
</section>`

const notKeptList = (notKept: ReceiptView['notKept'], words: PageWords): SafeHtml => html`<div class="not-kept">
<h2>${icon('triangleAlert')}${words.files.notKept}</h2>
<ul>${notKept.map(({ position, message }) => html`<li><b>${words.files.nth(position)}</b>${message}</li>`)}</ul>
<p class="note">${words.files.restKept}</p>
</div>`

/** Sent back and taken up again: the case is being redone, whatever its status is called on the desk. */
export const isRedone = (receipt: ReceiptReply): boolean => {
  const last = receipt.steps.findLast(({ kind }) => kind === 'send-back' || kind.startsWith('answer'))
  return last?.kind === 'send-back' && receipt.status !== 'disputed' && receipt.status !== 'closed'
}

function headline(receipt: ReceiptReply, words: PageWords): string {
  const states = words.receipt.state
  if (receipt.status === 'answered') return receipt.canJudge ? states.toJudge : states.answered
  return isRedone(receipt) ? states.redone : states[receipt.status]
}

/** The first words of the report, enough to know it again. */
function excerpt(text: string): string {
  const signs = [...text.replace(/\s+/g, ' ')]
  return signs.length <= 48 ? signs.join('') : `${signs.slice(0, 46).join('')}…`
}

function answerSection(page: PageSettings, { receipt, linkOf }: ReceiptView, words: PageWords): SafeHtml | false {
  const { answer } = receipt
  const step = receipt.steps.findLast(({ kind }) => kind.startsWith('answer'))
  if (!answer) return false
  const current = receipt.status === 'answered' || receipt.status === 'closed'
  return html`<section class="section">
<h2>${current ? words.receipt.answer : words.receipt.earlierAnswer}</h2>
<div class="answer">
<p class="by"><span>${unitName(answer.by, words)}</span><span class="outcome ${answer.outcome}">${
    answer.outcome === 'solved' && icon('check')
  }${words.terms.outcome[answer.outcome]}</span></p>
<p class="words">${answer.words}</p>
${renderFiles(step?.files ?? [], linkOf, words)}
${answer.plannedFor && html`<p class="planned">${words.receipt.plannedFor(dayWords(answer.plannedFor, page.language))}</p>`}
<p class="when">${dayWords(new Date(answer.at), page.language)}</p>
</div>
</section>`
}

const judgedSection = (judgement: NonNullable<ReceiptReply['judgement']>, words: PageWords): SafeHtml =>
  html`<section class="section">
<h2>${words.receipt.judged}</h2>
<dl class="facts">
<div><dt>${words.receipt.judgedProcess}</dt><dd>${words.terms.grade[judgement.process]}</dd></div>
<div><dt>${words.receipt.judgedResult}</dt><dd>${words.terms.grade[judgement.result]}</dd></div>
<div><dt>${words.receipt.judgedSolved}</dt><dd>${words.terms.solved[judgement.solved ? 'yes' : 'no']}</dd></div>
</dl>
</section>`

const saidSection = ({ receipt, linkOf }: ReceiptView, words: PageWords): SafeHtml => html`<section class="section">
<h2>${words.receipt.said}</h2>
${receipt.text !== '' && html`<p class="words said">${receipt.text}</p>`}
${renderFiles(receipt.steps.find(({ kind }) => kind === 'receive')?.files ?? [], linkOf, words)}
<dl class="facts">
${receipt.place && html`<div><dt>${words.receipt.place}</dt><dd>${receipt.place}</dd></div>`}
<div><dt>${words.receipt.to}</dt><dd>${receipt.addressedTo}</dd></div>
<div><dt>${words.receipt.whoSees}</dt><dd>${words.terms.identity[receipt.identity]}</dd></div>
</dl>
</section>`
