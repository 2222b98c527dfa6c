/** The line of steps, read like a timetable: what happened, what happens now, what comes next. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import { hourWords } from '../../src/words/dates.ts'
import type { Language } from '../../src/words/language.ts'
import { renderFiles } from './attached-files.ts'
import { html, type SafeHtml } from './html.ts'
import { icon, loopMark } from './icons.ts'
import { deadlineOf, type PageSettings } from './page-settings.ts'
import { type PageWords, wordsIn } from './words.ts'

/** A unit as it is named on these pages; residents and the product itself need no name. */
export function unitName(unit: { readonly kind: string; readonly name: string }, words: PageWords): string {
  if (unit.kind === 'resident' || unit.kind === 'system') return ''
  return unit.kind === 'deputy' && unit.name !== '' ? words.deputy(unit.name) : unit.name
}

/** The whole line: steps made, the present one, and those to come. */
export function renderSteps(
  page: PageSettings,
  receipt: ReceiptReply,
  { now, linkOf }: { readonly now: Date; readonly linkOf: (fileId: string) => string },
): SafeHtml {
  const words = wordsIn(page.language)
  const latestAnswer = receipt.steps.findLast(({ kind }) => kind.startsWith('answer'))
  const made = receipt.steps.map((step) => madeStep(step, receipt, step === latestAnswer, page.language, words, linkOf))
  return html`<ol class="steps" aria-label="${words.receipt.steps}">
${made}
${presentStep(page, receipt, now, words)}
${nextOf(receipt).map((next) => html`<li class="next"><div class="what"><h3>${words.receipt.nextOf[next]}</h3></div><span class="dot"></span></li>\n`)}
</ol>`
}

function madeStep(
  step: StepReply,
  receipt: ReceiptReply,
  isLatestAnswer: boolean,
  language: Language,
  words: PageWords,
  linkOf: (fileId: string) => string,
): SafeHtml {
  const start = step.kind === 'receive'
  const looked = step.kind === 'look-at-identity'
  const resident = step.by.kind === 'resident'
  const kind = start ? 'start' : looked ? 'looked' : resident ? 'mine' : 'made'
  // The latest answer has its own section; the resident's own words stand there too.
  const said = !start && !isLatestAnswer && step.words
  return html`<li class="${kind}">${timeOf(step.at, language)}<div class="what"><h3>${words.receipt.stepOf[step.kind]}</h3>${whoOf(
    step,
    receipt,
    words,
  ).map(
    (line) => html`<p>${line}</p>`,
  )}${said && html`<p class="quote">${said}</p>`}${!start && !isLatestAnswer && renderFiles(step.files, linkOf, words)}</div><span class="dot">${start ? loopMark : icon(looked ? 'eye' : step.kind === 'send-back' ? 'undo' : 'check')}</span></li>
`
}

function whoOf(step: StepReply, receipt: ReceiptReply, words: PageWords): readonly string[] {
  const by = unitName(step.by, words)
  const to = step.to && unitName(step.to, words)
  if (step.kind === 'receive') return [receipt.addressedTo]
  if (step.kind === 'redo') return [to ?? ''].filter(Boolean)
  if (step.kind === 'pass' && to) return [by, words.receipt.passedTo(to)].filter(Boolean)
  if (step.kind === 'hand-over' && to) return [by, words.receipt.handedTo(to)].filter(Boolean)
  return [by].filter(Boolean)
}

/** The day above, the weekday and hour below: the two lines of a timetable's column. */
function timeOf(at: string, language: Language): SafeHtml {
  const whole = hourWords(new Date(at), language)
  const parts = /^(.+?)(?:[(\uff08](.+?)[)\uff09] ?|, )(.+)$/.exec(whole)
  if (!parts) return html`<time datetime="${at}">${whole}</time>`
  return html`<time datetime="${at}">${parts[1]} <small>${parts[2]} ${parts[3]}</small></time>`
}

function presentStep(page: PageSettings, receipt: ReceiptReply, now: Date, words: PageWords): SafeHtml | false {
  const { status, due } = receipt
  if (status === 'closed' || (status === 'answered' && !receipt.canJudge)) return false
  const holder = status === 'with-agency' && receipt.agency ? receipt.agency : receipt.heldBy
  const late = due !== null && new Date(due.dueAt) <= now && status !== 'answered'
  const deadline = due && deadlineOf(due.dueAt, page)
  return html`<li class="now" aria-current="step"><time><b>${words.receipt.now}</b></time><div class="what"><h3>${words.receipt.nowOf[status]}</h3>${
    status !== 'answered' && html`<p class="holder">${unitName(holder, words)}</p>`
  }${deadline && html`<p class="${late ? 'late' : 'until'}">${late ? words.receipt.overdue(deadline) : words.receipt.before(deadline)}</p>`}</div><span class="dot"></span></li>`
}

function nextOf({ status, canJudge }: ReceiptReply): readonly ('answer' | 'judge' | 'close')[] {
  if (status === 'closed') return []
  if (status === 'answered') return canJudge ? ['close'] : []
  return ['answer', 'judge', 'close']
}
