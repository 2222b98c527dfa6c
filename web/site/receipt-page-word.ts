/** A word about the page itself: a report to the district like any other, not linked with the receipt it was said on. */
import { districtPrefixOf } from '../../src/domain/reports/receipt-code.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'

/** The form. It sends submissionId, district (its prefix), easy (`yes` or `no`, by the button pressed) and text. */
export function renderPageWord(page: PageSettings, receiptCode: string, submissionId: string): SafeHtml {
  const words = wordsIn(page.language).pageWord
  const district = districtPrefixOf(receiptCode) ?? ''
  return html`<section class="section fold-section not-printed"><details>
<summary><h2>${words.title}</h2>${icon('chevronDown')}</summary>
<form class="say" method="post" action="${paths.pageWord}" data-once>
${hidden({ submissionId, district })}${settingsFields(page)}
<div class="field"><label for="page-word">${words.words}</label><textarea id="page-word" name="text" rows="2" autocomplete="off">
</textarea></div>
<div class="two"><button class="button second" name="easy" value="yes">${words.easy}</button><button class="button second" name="easy" value="no">${words.hard}</button></div>
<p class="note">${words.lead}</p>
</form>
</details></section>`
}
