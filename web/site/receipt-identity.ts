/** Who may know who spoke: what holds now, everyone who looked, and the form by which the resident changes it. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import { type IdentityKind, identityKinds } from '../../src/domain/reports/report.ts'
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { hidden, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { timeInLine, unitName } from './receipt-steps.ts'
import { type PageWords, wordsIn } from './words.ts'
import type { RefusedForm } from './words-form.ts'

/** What was chosen and typed before, when it was refused. */
export type KeptIdentity = { readonly kind: IdentityKind; readonly name: string; readonly phone: string }

/** The section. Its form sends receiptCode, identity and, from someone anonymous until now, name and phone. */
export function renderIdentity(
  page: PageSettings,
  receipt: ReceiptReply,
  refused: RefusedForm | null,
  kept: KeptIdentity | null,
): SafeHtml {
  const words = wordsIn(page.language).identity
  const { identity, receiptCode } = receipt
  const mine = refused?.form === 'identity' ? refused : null
  const others = identityKinds.filter((kind) => kind !== identity)
  const isAnonymous = identity === 'anonymous'
  const field = (name: 'name' | 'phone', autocomplete: string) =>
    html`<div class="field"><label for="${name}">${words[name]}</label><input id="${name}" name="${name}" value="${kept?.[name] ?? ''}" autocomplete="${autocomplete}" ${
      name === 'phone' && html`inputmode="tel"`
    } ${mine?.field === name && html`aria-invalid="true" aria-describedby="problem"`}></div>`
  return html`<section class="section">
<h2>${words.title}</h2>
<p class="standing">${words.optionOf[identity]}</p>
${renderLooks(page, receipt)}
<details class="inner not-printed" ${mine && html`open`}>
<summary>${words.change}${icon('chevronDown')}</summary>
<form class="say" method="post" action="${paths.identity}" data-once novalidate>
${hidden({ receiptCode })}${settingsFields(page)}
<fieldset><legend>${words.choose}</legend><div class="choices">${others.map(
    (kind, index) =>
      html`<label><input type="radio" name="identity" value="${kind}" ${index === 0 && html`id="identity"`} ${kept?.kind === kind && html`checked`}><span>${icon('check')}${words.optionOf[kind]}</span></label>`,
  )}</div></fieldset>
${isAnonymous ? html`${field('name', 'name')}${field('phone', 'tel')}<p class="note">${words.needsName}</p>` : html`<p class="note">${words.forgets}</p>`}
<button class="button second">${words.send}</button>
</form>
</details>
</section>`
}

/** Every look at the name: who, on which day, and why. */
function renderLooks(page: PageSettings, { identity, steps }: ReceiptReply): SafeHtml | false {
  const words = wordsIn(page.language)
  const looks = steps.filter(({ kind }) => kind === 'look-at-identity')
  if (looks.length === 0) return identity !== 'anonymous' && html`<p class="note">${words.identity.nobodyLooked}</p>`
  return html`<h3 class="small">${words.identity.looks}</h3>
<ul class="looks">${looks.map(
    (look) =>
      html`<li><p class="by"><b>${whoLooked(look.by, words)}</b>${timeInLine(look.at, page.language)}</p><p>${words.identity.why(look.words)}</p></li>`,
  )}</ul>`
}

/** In which role, and who; a deputy's role is part of how they are named. */
function whoLooked(by: StepReply['by'], words: PageWords): string {
  const name = unitName(by, words)
  if (by.kind === 'resident' || by.kind === 'system' || by.kind === 'deputy') return name
  return [words.terms.role[by.kind], name].filter(Boolean).join(' · ')
}
