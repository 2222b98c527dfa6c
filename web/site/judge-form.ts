/** The resident's judgement: the way there, the result, solved or not. Nothing is preselected, no answer weighs more. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import type { Grade } from '../../src/domain/cases/case.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import { deadlineOf, type PageSettings } from './page-settings.ts'
import { renderConsentField } from './receipt-consent.ts'
import { type PageWords, wordsIn } from './words.ts'

/** What was chosen before, or null where nothing was. */
export type KeptJudgement = {
  readonly process: Grade | null
  readonly result: Grade | null
  readonly solved: boolean | null
  readonly words: string
  /** Whether it may be told in public: `yes`, `no`, or nothing. */
  readonly publish: string
  /** Whether somebody helped. */
  readonly assisted?: boolean
}

const grades: readonly Grade[] = ['satisfied', 'basically', 'not']

/**
 * The form. It sends receiptCode, process and result (a grade), solved (`true` or `false`), words, whether it may be
 * told in public (receipt-consent.ts), and, when the second button is pressed, sendBack=true.
 */
export function renderJudgeForm(
  page: PageSettings,
  receipt: ReceiptReply,
  kept: KeptJudgement | null,
  faulty: string | null,
): SafeHtml {
  const words = wordsIn(page.language)
  const question = (
    name: 'process' | 'result' | 'solved',
    options: readonly { value: string; label: string; negative: boolean }[],
    chosen: string,
  ) =>
    html`<fieldset ${faulty === name && html`aria-describedby="problem"`}><legend>${words.judge[name]}</legend><div class="segments">${options.map(
      ({ value, label, negative }, index) =>
        html`<label><input type="radio" name="${name}" value="${value}" ${index === 0 && html`id="${name}"`} ${negative && html`class="negative"`} ${value === chosen && html`checked`}><span>${icon('check')}${label}</span></label>`,
    )}</div></fieldset>`
  const graded = grades.map((grade) => ({ value: grade, label: words.terms.grade[grade], negative: grade === 'not' }))
  const solved = [
    { value: 'true', label: words.terms.solved.yes, negative: false },
    { value: 'false', label: words.terms.solved.no, negative: true },
  ]
  // A matter that closed unjudged has no clock; it can be judged as long as it could be reopened.
  const until = receipt.due?.dueAt ?? receipt.reopenUntil
  return html`<section class="section not-printed">
<h2>${words.judge.title}</h2>
<form class="judge" method="post" action="${paths.judge}" novalidate>
${hidden({ receiptCode: receipt.receiptCode })}${settingsFields(page)}
${question('process', graded, kept?.process ?? '')}
${question('result', graded, kept?.result ?? '')}
${question('solved', solved, kept?.solved === null || kept === null ? '' : String(kept.solved))}
<div class="field"><label for="words">${words.judge.words}</label><textarea id="words" name="words" rows="2" autocomplete="off">
${kept?.words ?? ''}</textarea></div>
<div class="assisted"><label for="assisted"><input type="checkbox" id="assisted" name="assisted" value="true" ${kept?.assisted && html`checked`} aria-describedby="assisted-note"> ${words.judge.assisted}</label><p class="note" id="assisted-note">${words.judge.assistedNote}</p></div>
${renderConsentField(page, receipt, kept?.publish ?? '')}
<button class="button">${words.judge.send}</button>
${receipt.moves.includes('send-back') && sendBack(words)}
${until && html`<p class="note">${words.judge.until(deadlineOf(until, page))}</p>`}
</form>
</section>`
}

const sendBack = (words: PageWords): SafeHtml =>
  html`<div class="again"><button class="button second" name="sendBack" value="true" aria-describedby="again">${icon('undo')}${words.judge.sendBack}</button>
<p class="note" id="again">${words.judge.sendBackNote}<span class="only-negative"> ${words.judge.onlyNegative}</span></p></div>`
