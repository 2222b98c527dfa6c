/** Whether the recording is kept or only its words: what holds now, what was written down, and the form that changes it. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { type PageWords, wordsIn } from './words.ts'

/** The section; nothing where nobody recorded anything. Its form sends receiptCode and transcriptOnly. */
export function renderVoice(page: PageSettings, { voice, receiptCode }: ReceiptReply): SafeHtml | false {
  if (!voice) return false
  const words = wordsIn(page.language).readings.receipt
  const { transcriptOnly: only, recordings } = voice
  const standing = recordings === 0 ? words.allGone : only ? words.only : words.keeps
  return html`<section class="section" id="voice">
<h2>${words.title}</h2>
<p class="standing">${standing}</p>
${
  recordings > 0 &&
  html`<details class="inner not-printed">
<summary>${words.change}${icon('chevronDown')}</summary>
<form class="say" method="post" action="${paths.voice}" data-once novalidate>
${hidden({ receiptCode, transcriptOnly: only ? '' : 'true' })}${settingsFields(page)}
<p class="note">${only ? words.toKeepNote : words.toOnlyNote}</p>
<button class="button second">${only ? words.toKeep : words.toOnly}</button>
</form>
</details>`
}
</section>`
}

/** What was written down of the resident's recordings and pages, below what they said themselves. */
export function renderReadings(
  { readings }: ReceiptReply,
  { readings: { receipt: words } }: PageWords,
): SafeHtml | false {
  if (readings.length === 0) return false
  const counted = { photo: 0, recording: 0 }
  return html`<div class="readings">${readings.map(({ kind, words: read, removed }) => {
    counted[kind] += 1
    const name = kind === 'photo' ? words.ofPhoto(counted.photo) : words.ofRecording(counted.recording)
    return html`<h3 class="small">${words.words} · ${name}</h3><p class="words">${read}</p>${removed && html`<p class="note">${words.removed}</p>`}`
  })}</div>`
}
