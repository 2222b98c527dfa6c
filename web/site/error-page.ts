/** What went wrong, in plain words. What somebody wrote is never lost: it stands here and can be sent again. */
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { footer, hidden, renderFrame, settingsFields } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { type PageWords, wordsIn } from './words.ts'

export type ErrorView = {
  readonly status: 403 | 404 | 409 | 413 | 429 | 500 | 503
  /** What happened and what to do, as a sentence. */
  readonly message: string
  /** The words that were being sent. */
  readonly kept: string | null
  /** Sends the words again: where to, and every other field of the form, the submission id among them. */
  readonly retry: { readonly action: string; readonly fields: Readonly<Record<string, string>> } | null
}

/** The page of an error. With `retry`, the words are sent as field `text` under the same submission id. */
export function renderErrorPage(page: PageSettings, view: ErrorView): string {
  const words = wordsIn(page.language)
  const title = words.error.titleOf[view.status]
  return renderFrame(page, {
    title,
    style: 'notice.css',
    script: null,
    isPrivate: true,
    settings: view.kept === null && view.retry === null ? 'links' : 'none',
    wide: false,
    main: html`<h1 class="title">${title}</h1>
<p>${view.message}</p>
${keptWords(page, view, words)}
${footer(page, html`<p><a class="link" href="${addressOf(paths.home, page)}">${words.error.toHome}</a> <a class="link" href="${addressOf(paths.receipt, page)}">${words.frame.lookUp}</a></p>`)}`,
  })
}

function keptWords(page: PageSettings, { kept, retry }: ErrorView, words: PageWords): SafeHtml | false {
  const written = (readOnly: boolean) =>
    kept !== null &&
    html`<label for="text">${words.error.kept}</label>
<textarea id="text" name="text" rows="8" autocomplete="off" ${readOnly && html`readonly`}>
${kept}</textarea>`
  if (!retry)
    return kept !== null && html`<div class="kept">${written(true)}<p class="note">${words.error.keptNote}</p></div>`
  const { lang: _lang, large: _large, text: _text, ...others } = retry.fields
  return html`<form class="kept" method="post" action="${retry.action}">
${hidden(kept === null ? { ...others, ...(retry.fields.text === undefined ? {} : { text: retry.fields.text }) } : others)}${settingsFields(page)}
${written(false)}
${kept !== null && html`<p class="note">${words.error.retryNote}</p>`}
<button class="button">${kept === null ? words.error.tryAgain : words.error.retry}</button>
</form>`
}
