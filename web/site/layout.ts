/** The frame of every page: head, header with the display settings, footer, and the summary of what went wrong. */
import { paths } from '../shared/paths.ts'
import type { SiteAsset } from './assets.ts'
import { html, type SafeHtml, trusted } from './html.ts'
import { icon, loopMark, tabIcon } from './icons.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'

export type Frame = {
  readonly title: string
  readonly style: SiteAsset
  readonly script: SiteAsset | null
  /** Kept out of search engines: pages that show what somebody said. */
  readonly isPrivate: boolean
  /**
   * How size and language are changed: by links to this path; by sending a form again, for a page that came as the
   * reply to one; or not at all, where that would lose what somebody wrote.
   */
  readonly settings: 'links' | 'none' | SentAgain
  readonly wide: boolean
  readonly main: SafeHtml
}

type SentAgain = { readonly action: string; readonly fields: Readonly<Record<string, string>> }

const tagOf = { zh: 'zh-Hans', en: 'en' } as const

/** The whole document, as it is sent. */
export function renderFrame(page: PageSettings, frame: Frame): string {
  const words = wordsIn(page.language).frame
  const document = html`<!doctype html>
<html lang="${tagOf[page.language]}" class="${page.large ? 'large' : 'usual'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
${frame.isPrivate && html`<meta name="robots" content="noindex, nofollow, noarchive">\n`}<title>${frame.title}</title>
<link rel="icon" href="${tabIcon}">
${page.sheet ? trusted(`<style>${page.sheet}</style>`) : html`<link rel="stylesheet" href="${page.asset(frame.style)}">`}
${frame.script && html`<script src="${page.asset(frame.script)}" defer></script>\n`}</head>
<body>
${page.isDemonstration && html`<aside class="demonstration" aria-label="${words.demonstration}"><b>${words.demonstration}</b> ${words.demonstrationNote}</aside>\n`}<div class="page${frame.wide ? ' wide' : ''}">
<header class="top">
<a class="brand" href="${addressOf(paths.home, page)}">${loopMark}${wordsIn(page.language).terms.product}</a>
${frame.settings !== 'none' && settings(page, frame.settings)}
</header>
<main>
${frame.main}
</main>
</div>
</body>
</html>
`
  return document.toString()
}

/** The two switches: size and language. */
function settings(page: PageSettings, how: 'links' | SentAgain): SafeHtml {
  const words = wordsIn(page.language).frame
  const size = html`<span class="if-usual">${words.large}</span><span class="if-large">${words.normal}</span>`
  const other = page.language === 'zh' ? 'en' : 'zh'
  if (how === 'links') {
    return html`<nav class="settings" aria-label="${words.settings}">
<a class="size" data-size href="${addressOf(page.path, { ...page, large: !page.large })}">${size}</a>
<a lang="${tagOf[other]}" hreflang="${tagOf[other]}" data-language href="${addressOf(page.path, { ...page, language: other })}">${words.otherLanguage}</a>
</nav>`
  }
  const resend = (changed: PageSettings, button: SafeHtml) =>
    html`<form method="post" action="${how.action}">${hidden(how.fields)}${settingsFields(changed)}${button}</form>`
  return html`<div class="settings" role="group" aria-label="${words.settings}">
${resend({ ...page, large: !page.large }, html`<button class="size" data-size>${size}</button>`)}
${resend({ ...page, language: other }, html`<button lang="${tagOf[other]}">${words.otherLanguage}</button>`)}
</div>`
}

/** Hidden fields of a form. */
export const hidden = (fields: Readonly<Record<string, string>>): SafeHtml =>
  html`${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" autocomplete="off">`)}`

/** The reader's settings, sent along with every form. */
export const settingsFields = (page: Pick<PageSettings, 'language' | 'large'>): SafeHtml =>
  html`<input type="hidden" name="lang" value="${page.language}"><input type="hidden" name="large" value="${page.large ? '1' : ''}" data-large>`

/** What went wrong, at the top, with a link to the field. It takes the focus, so that it is read out first. */
export const problemSummary = (title: string, message: string, field: string | null): SafeHtml =>
  html`<div class="problem" role="alert" tabindex="-1" autofocus aria-labelledby="problem-title">
<h2 id="problem-title">${icon('triangleAlert')}${title}</h2>
<p id="problem">${field ? html`<a href="${`#${field}`}">${message}</a>` : message}</p>
</div>`

/** The foot of a page: what it promises, and a link or two. */
export const footer = (page: PageSettings, inside: SafeHtml | false = false): SafeHtml =>
  html`<footer class="foot">${inside}<p>${wordsIn(page.language).frame.noCookies}</p></footer>`
