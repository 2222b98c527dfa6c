/** What the holder of a receipt sees: how far it has come, the answer, and the judgement. */
import type { NotKeptReply } from '../../src/contract/files.ts'
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { dayWords } from '../../src/words/dates.ts'
import { paths } from '../shared/paths.ts'
import { renderFiles } from './attached-files.ts'
import { renderMessages, renderQuestion } from './conversation.ts'
import { renderDue } from './due-date.ts'
import { renderErasedReceipt } from './erased-receipt.ts'
import { renderDecline, renderReopen, renderWithdraw } from './further-ways.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { type KeptJudgement, renderJudgeForm } from './judge-form.ts'
import { footer, problemSummary, renderFrame } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { checkButton } from './receipt-check-page.ts'
import { renderConsent } from './receipt-consent.ts'
import { type KeptIdentity, renderIdentity } from './receipt-identity.ts'
import { renderNotice } from './receipt-notice.ts'
import { renderPageWord } from './receipt-page-word.ts'
import { excerpt, explanation, headline, isAnswer, isAnswered } from './receipt-state.ts'
import { renderSteps, unitName } from './receipt-steps.ts'
import { renderFoldedTicket, renderTicket } from './receipt-ticket.ts'
import { renderReadings, renderVoice } from './receipt-voice.ts'
import { type PageWords, wordsIn } from './words.ts'
import { isOffered, type RefusedForm } from './words-form.ts'

export type ReceiptView = {
  readonly receipt: ReceiptReply
  /** The QR code of the receipt's address as an SVG drawing, or '' for none. It is put into the page as it is. */
  readonly qr: string
  /** Right after sending: the ticket stands first. */
  readonly fresh: boolean
  /** Words were just delivered; they stand among the messages. */
  readonly delivered: boolean
  /** Files that were sent and could not be kept, right after sending. */
  readonly notKept: readonly NotKeptReply[]
  /** The address of a file, good for half an hour. */
  readonly linkOf: (fileId: string) => string
  /** A form that was refused. */
  readonly problem: RefusedForm | null
  /** A judgement that was refused, so that nobody has to give it twice. */
  readonly kept: KeptJudgement | null
  /** A change of identity that was refused. */
  readonly keptIdentity: KeptIdentity | null
  /** For a word about the page itself, which is a report of its own: its submission id. */
  readonly pageWordId: string
  /** Leads to WeChat and back, for word of news; null where that is not offered. */
  readonly wechatLink: string | null
  /** Tells whether a due date has passed. */
  readonly now: Date
}

/** The receipt page. Never cached or indexed; its display settings are changed by asking for it again. */
export function renderReceiptPage(page: PageSettings, view: ReceiptView): string {
  if (view.receipt.erased) return renderErasedReceipt(page, view)
  const words = wordsIn(page.language)
  const { receipt, problem } = view
  const state = headline(page, receipt, view.now)
  const title = words.receipt.title(view.fresh ? words.ticket.freshTitle : state)
  const explained = explanation(page, receipt)
  const progress = html`<section class="progress">
${view.fresh ? html`<h2 class="state">${state}</h2>` : html`<h1 class="state">${state}</h1>`}
${!view.fresh && receipt.text !== '' && html`<p class="excerpt">${excerpt(receipt.text)}</p>`}
${explained && html`<p class="explained">${explained}</p>`}
${!view.fresh && jump(receipt, words)}
${(receipt.urgent || receipt.supervised) && html`<p class="flags">${receipt.urgent && flag(words.receipt.urgent)}${receipt.supervised && flag(words.receipt.supervised)}</p>`}
${!view.fresh && renderFoldedTicket(receipt.receiptCode, view.qr, receipt, page)}
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
    main: html`${problem && problemOf(page, receipt, problem)}
${view.delivered && deliveredNote(words)}
<div class="columns">
<div>
${view.fresh && freshTicket(page, view, words)}
${progress}
</div>
<div class="rest">
${renderQuestion(page, view)}
${renderDecline(page, receipt, problem)}
${receipt.answer && answerSection(page, view, words)}
${receipt.canJudge && renderJudgeForm(page, receipt, view.kept, problem?.form === 'judge' ? problem.field : null)}
${!receipt.canJudge && receipt.judgement && judgedSection(receipt.judgement, words)}
${renderConsent(page, receipt, problem)}
${renderReopen(page, receipt, problem)}
${renderDue(page, receipt)}
${renderMessages(page, view)}
${saidSection(view, words)}
${renderIdentity(page, receipt, problem, view.keptIdentity)}
${renderVoice(page, receipt)}
${renderNotice(page, receipt, problem, view.wechatLink)}
${renderPageWord(page, receipt.receiptCode, view.pageWordId)}
${renderWithdraw(page, receipt)}
${!view.fresh && checkButton(page, receipt.receiptCode)}
</div>
</div>
${footer(page, html`<p>${words.receipt.whoHasIt} <a class="link" href="${addressOf(paths.receipt, page)}">${words.receipt.again}</a></p>`)}`,
  })
}

/** On a phone what is asked of the resident stands below the line of steps. */
function jump(receipt: ReceiptReply, words: PageWords): SafeHtml | false {
  const link = (to: string, label: string) => html`<a class="jump" href="${to}">${label}${icon('chevronDown')}</a>`
  if (receipt.question !== null) return link('#question', words.ask.jump)
  return receipt.canJudge && receipt.answer !== null && link('#answer', words.judge.jump)
}

const flag = (label: string): SafeHtml => html`<span class="flag">${icon('triangleAlert')}${label}</span>`

/** What was refused; words whose form is gone meanwhile stand here, so that they are not lost. */
function problemOf(page: PageSettings, receipt: ReceiptReply, problem: RefusedForm): SafeHtml {
  const words = wordsIn(page.language)
  const { form, message, field } = problem
  const titleOf = {
    judge: words.judge.problemTitle,
    addWords: receipt.question === null ? words.messages.problemTitle : words.ask.problemTitle,
    reopen: words.reopen.problemTitle,
    appeal: words.decline.problemTitle,
    withdraw: words.withdraw.problemTitle,
    identity: words.identity.problemTitle,
    consent: words.consent.problemTitle,
    notice: words.notice.problemTitle,
    voice: words.readings.receipt.problemTitle,
  }
  const gone = isGone(receipt, form)
  return html`${problemSummary(titleOf[form], message, gone ? null : field)}
${
  gone &&
  problem.words !== '' &&
  html`<section class="kept-words"><h2>${words.error.kept}</h2><p class="words">${problem.words}</p></section>`
}`
}

function isGone(receipt: ReceiptReply, form: RefusedForm['form']): boolean {
  switch (form) {
    case 'judge':
      return !receipt.canJudge
    case 'withdraw':
      return true
    case 'identity':
    case 'voice':
      return false
    case 'consent':
      return receipt.disclosure === null || receipt.canJudge
    case 'notice':
      return receipt.notice.kind !== null || !receipt.notice.offered.some((kind) => kind !== 'wechat')
    default:
      return !isOffered(receipt, form)
  }
}

const deliveredNote = (words: PageWords): SafeHtml =>
  html`<div class="problem told" role="status" tabindex="-1" autofocus>
<h2>${icon('check')}${words.messages.delivered}</h2>
<p><a href="#messages">${words.messages.look}</a></p>
</div>`

const freshTicket = (
  page: PageSettings,
  { receipt, qr, notKept }: ReceiptView,
  words: PageWords,
): SafeHtml => html`<section class="fresh">
<h1>${words.ticket.freshTitle}</h1>
<p>${words.ticket.freshNote(unitName(receipt.heldBy, words))}</p>
${renderTicket(receipt.receiptCode, qr, receipt, page)}
<p class="note">${words.ticket.keepIt}</p>
${notKept.length > 0 && notKeptList(notKept, words)}
</section>`

const notKeptList = (notKept: ReceiptView['notKept'], words: PageWords): SafeHtml => html`<div class="not-kept">
<h2>${icon('triangleAlert')}${words.files.notKept}</h2>
<ul>${notKept.map(({ position, message }) => html`<li><b>${words.files.nth(position)}</b>${message}</li>`)}</ul>
<p class="note">${words.files.restKept}</p>
</div>`

function answerSection(page: PageSettings, { receipt, linkOf }: ReceiptView, words: PageWords): SafeHtml | false {
  const { answer } = receipt
  const step = receipt.steps.findLast(isAnswer)
  if (!answer) return false
  return html`<section class="section" id="answer">
<h2>${isAnswered(receipt) ? words.receipt.answer : words.receipt.earlierAnswer}</h2>
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
${renderReadings(receipt, words)}
<dl class="facts">
${receipt.place && html`<div><dt>${words.receipt.place}</dt><dd>${receipt.place}</dd></div>`}
<div><dt>${words.receipt.to}</dt><dd>${receipt.hiddenFromAddressee ? words.receipt.toAbove : receipt.addressedTo}</dd></div>
</dl>
</section>`
