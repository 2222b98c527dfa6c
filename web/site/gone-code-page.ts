/** The page behind a code that is out of use: where to go instead. An old sticker is never a dead end. */
import { paths } from '../shared/paths.ts'
import { html } from './html.ts'
import { icon } from './icons.ts'
import { footer, renderFrame } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { placeWordsIn } from './place-words.ts'
import { wordsIn } from './words.ts'

export type GoneCodeView = {
  /** What to do when there is nowhere to lead to. */
  readonly message: string
  /** The same place under its new code, or the station it belongs to; null when neither can be spoken to. */
  readonly to: { readonly how: 'replaced' | 'station'; readonly path: string; readonly name: string } | null
}

export function renderGoneCodePage(page: PageSettings, { to, message }: GoneCodeView): string {
  const words = placeWordsIn(page.language).page
  const why = { replaced: words.goneReplaced, station: words.goneRevoked }
  const go = to ? addressOf(to.path, page) : addressOf(paths.home, page)
  return renderFrame(page, {
    title: words.goneTitle,
    style: 'notice.css',
    script: null,
    isPrivate: true,
    settings: 'links',
    wide: false,
    main: html`<h1 class="title">${words.goneTitle}</h1>
<p>${to ? why[to.how] : message}</p>
<p><a class="button" href="${go}">${to ? words.goOn(to.name) : wordsIn(page.language).error.toHome}${icon('chevronRight')}</a></p>
<p class="note">${words.receiptsStay}</p>
${footer(page, html`<p><a class="link" href="${addressOf(paths.receipt, page)}">${wordsIn(page.language).frame.lookUp}</a></p>`)}`,
  })
}
