/** Whether a matter may be told in public: the very words first, then a choice in which nothing is preselected. */
import type { DisclosureReply, ReceiptReply } from '../../src/contract/receipts.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { type PageWords, wordsIn } from './words.ts'
import type { RefusedForm } from './words-form.ts'

/** The part of the form of a judgement. It sends mark (which words were shown) and publish (`yes`, `no` or nothing). */
export function renderConsentField(page: PageSettings, { disclosure }: ReceiptReply, chosen: string): SafeHtml | false {
  const words = wordsIn(page.language)
  if (!disclosure || disclosure.consented) return false
  const choice = (value: 'yes' | 'no') =>
    html`<label><input type="radio" name="publish" value="${value}" ${value === 'yes' && html`id="publish"`} ${chosen === value && html`checked`}><span>${icon('check')}${words.consent[value]}</span></label>`
  return html`<div class="publish">
<h3>${words.consent.title}</h3>
<p class="note">${words.consent.lead}</p>
${renderShown(disclosure, words, 'h4')}
${hidden({ mark: disclosure.mark })}
<fieldset aria-describedby="publish-note"><legend class="visually-hidden">${words.consent.title}</legend><div class="segments">${choice('yes')}${choice('no')}</div>
<p class="note" id="publish-note">${words.consent.optional}${words.consent.onlyJudged}</p></fieldset>
</div>`
}

/** After the judgement: what was agreed to and the way back, or the way to agree later. It sends receiptCode, mark, publish. */
export function renderConsent(
  page: PageSettings,
  receipt: ReceiptReply,
  refused: RefusedForm | null,
): SafeHtml | false {
  const words = wordsIn(page.language)
  const { disclosure, canJudge, receiptCode } = receipt
  if (!disclosure || (canJudge && !disclosure.consented)) return false
  const form = (publish: 'yes' | 'no', label: string) =>
    html`<form class="say" method="post" action="${paths.consent}" data-once>${hidden({ receiptCode, mark: disclosure.mark, publish })}${settingsFields(page)}<button class="button second" ${publish === 'yes' && html`id="consent"`}>${label}</button></form>`
  if (disclosure.consented)
    return html`<section class="section" id="published">
<h2>${words.consent.given}</h2>
${renderShown(disclosure, words, 'h3')}
<p class="note">${words.consent.notYet}</p>
${form('no', words.consent.takeBack)}
</section>`
  return html`<section class="section fold-section not-printed"><details ${refused?.form === 'consent' && html`open`}>
<summary><h2>${words.consent.title}</h2>${icon('chevronDown')}</summary>
<p class="note">${words.consent.lead}</p>
${renderShown(disclosure, words, 'h3')}
${form('yes', words.consent.decide)}
</details></section>`
}

function renderShown({ report, answer }: DisclosureReply, words: PageWords, level: 'h3' | 'h4'): SafeHtml {
  const part = (title: string, text: string) =>
    html`${
      level === 'h3' ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`
    }<p class="words">${withBars(text, words)}</p>`
  return html`<div class="shown">
${part(words.consent.report, report)}
${part(words.consent.answer, answer)}
</div>
<p class="note">${words.consent.imperfect}</p>`
}

/** What was blacked out is told to whoever listens. */
const withBars = (text: string, words: PageWords): readonly (string | SafeHtml)[] =>
  text
    .split(/(■+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<span class="bar" role="img" aria-label="${words.consent.hidden}">${part}</span>` : part,
    )
