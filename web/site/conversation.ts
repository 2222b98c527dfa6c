/** The question that waits for the resident, and the messages both ways, each with its form. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import { renderFiles } from './attached-files.ts'
import { html, type SafeHtml } from './html.ts'
import { deadlineOf, type PageSettings } from './page-settings.ts'
import { timeInLine, unitName } from './receipt-steps.ts'
import { wordsIn } from './words.ts'
import { isOffered, type RefusedForm, renderWordsForm } from './words-form.ts'

type Shown = {
  readonly receipt: ReceiptReply
  readonly problem: RefusedForm | null
  readonly linkOf: (fileId: string) => string
}

const said: readonly StepReply['kind'][] = ['ask', 'reply', 'message', 'relay']

/** The question asked now; it stands in its own section until it is answered or no longer waited for. */
const openQuestion = (receipt: ReceiptReply): StepReply | undefined =>
  receipt.question === null ? undefined : receipt.steps.findLast(({ kind }) => kind === 'ask')

/** What the resident is asked, until when, and the field for the answer; nothing when nothing is asked. */
export function renderQuestion(page: PageSettings, { receipt, problem, linkOf }: Shown): SafeHtml | false {
  const words = wordsIn(page.language)
  const asked = openQuestion(receipt)
  if (receipt.question === null) return false
  return html`<section class="section" id="question">
<h2>${words.ask.title}</h2>
<div class="answer asked">
${asked && html`<p class="by"><span>${unitName(asked.by, words)}</span>${timeInLine(asked.at, page.language)}</p>`}
<p class="words">${receipt.question}</p>
${asked && renderFiles(asked.files, linkOf, words)}
</div>
${
  isOffered(receipt, 'addWords') &&
  renderWordsForm(page, receipt, 'addWords', problem, {
    label: words.ask.label,
    send: words.ask.send,
    note: receipt.waitsUntil !== null && words.ask.until(deadlineOf(receipt.waitsUntil, page)),
    primary: true,
  })
}
</section>`
}

/** What was said so far, and the field for more; nothing when there is neither. */
export function renderMessages(page: PageSettings, { receipt, problem, linkOf }: Shown): SafeHtml | false {
  const words = wordsIn(page.language)
  const asked = openQuestion(receipt)
  const messages = receipt.steps.filter((step) => said.includes(step.kind) && step !== asked)
  const canWrite = receipt.question === null && isOffered(receipt, 'addWords')
  if (messages.length === 0 && !canWrite) return false
  return html`<section class="${messages.length > 0 ? 'section' : 'section not-printed'}" id="messages">
<h2>${words.messages.title}</h2>
${messages.length > 0 && html`<ol class="messages">${messages.map((step) => message(page, step, linkOf))}</ol>`}
${
  canWrite &&
  renderWordsForm(page, receipt, 'addWords', problem, {
    label: words.messages.label,
    send: words.messages.send,
    note: words.messages.note,
    primary: false,
  })
}
</section>`
}

function message(page: PageSettings, step: StepReply, linkOf: Shown['linkOf']): SafeHtml {
  const words = wordsIn(page.language)
  const mine = step.by.kind === 'resident'
  return html`<li class="${mine ? 'message mine' : 'message'}"><p class="by"><b>${
    mine ? words.messages.you : unitName(step.by, words)
  }</b>${timeInLine(step.at, page.language)}</p>${step.words !== '' && html`<p class="words">${step.words}</p>`}${renderFiles(step.files, linkOf, words)}</li>
`
}
