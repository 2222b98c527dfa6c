/** Word of news by text message or e-mail, for whoever asks; nothing at all where neither is sent from here. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'
import type { RefusedForm } from './words-form.ts'

/** The section. Its form sends receiptCode and address, or forget=true; `wechatLink` leads to WeChat, inside WeChat alone. */
export function renderNotice(
  page: PageSettings,
  receipt: ReceiptReply,
  refused: RefusedForm | null,
  wechatLink: string | null,
): SafeHtml | false {
  const words = wordsIn(page.language).notice
  const { kind, offered } = receipt.notice
  const { receiptCode } = receipt
  if (kind !== null)
    return html`<section class="section not-printed" id="notice-kept">
<h2>${words.title}</h2>
<p class="standing">${words.keptOf[kind]}</p>
<form class="say" method="post" action="${paths.notice}" data-once>${hidden({ receiptCode, forget: 'true' })}${settingsFields(page)}<button class="button second">${words.forget}</button></form>
</section>`
  const [sms, email] = [offered.includes('sms'), offered.includes('email')]
  if ((!sms && !email && !wechatLink) || receipt.status === 'withdrawn') return false
  const mine = refused?.form === 'notice' ? refused : null
  return html`<section class="section fold-section not-printed"><details ${mine && html`open`}>
<summary><h2>${words.title}</h2>${icon('chevronDown')}</summary>
<p class="note">${words.lead}</p>
${wechatLink && html`<p class="say"><a class="button second" rel="noreferrer" href="${wechatLink}">${words.wechat}</a></p><p class="note">${words.wechatNote}</p>`}
${(sms || email) && renderTyped(page, receipt, mine)}
</details></section>`
}

function renderTyped(page: PageSettings, { receiptCode, notice }: ReceiptReply, mine: RefusedForm | null): SafeHtml {
  const words = wordsIn(page.language).notice
  const [sms, email] = [notice.offered.includes('sms'), notice.offered.includes('email')]
  return html`<form class="say" method="post" action="${paths.notice}" data-once novalidate>
${hidden({ receiptCode })}${settingsFields(page)}
<div class="field"><label for="notice">${words.labelOf[sms && email ? 'both' : sms ? 'sms' : 'email']}</label><input id="notice" name="address" value="${mine?.words ?? ''}" autocomplete="${sms ? 'tel' : 'email'}" ${
    !email ? html`inputmode="tel"` : !sms && html`inputmode="email"`
  } ${mine?.field === 'notice' ? html`aria-invalid="true" aria-describedby="problem notice-note"` : html`aria-describedby="notice-note"`}></div>
<button class="button second">${words.send}</button>
<p class="note" id="notice-note">${words.note}</p>
</form>`
}
