/** The public overdue list: which cases nobody acted on, in which town, whose step it is, and how late. No words of anyone. */
import { dayWords } from '../../src/words/dates.ts'
import { overdue as en } from '../../src/words/en/overdue.ts'
import type { SameAs } from '../../src/words/language.ts'
import { overdue as zh } from '../../src/words/zh/overdue.ts'
import { paths } from '../shared/paths.ts'
import { html } from './html.ts'
import { footer, renderFrame } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'

const words: Record<'zh' | 'en', SameAs<typeof zh>> = { zh, en }

export type OverdueView = {
  /** The longest overdue first. */
  readonly cases: readonly {
    readonly number: string
    readonly townName: string | null
    readonly agencyName: string | null
    readonly status: keyof typeof zh.waitsFor
    /** The last day on which it was in time. */
    readonly dueOn: string
    /** Working days since then. */
    readonly late: number
  }[]
  readonly count: number
  /** After how many working days a case is named. */
  readonly listedAfter: number
}

/** The words of the way to the list, for other pages. */
export const overdueLink = (page: PageSettings): string => words[page.language].link

export function renderOverduePage(page: PageSettings, { cases, count, listedAfter }: OverdueView): string {
  const say = words[page.language]
  const by = (one: OverdueView['cases'][number]) =>
    one.agencyName ?? (one.townName ? say.office(one.townName) : say.district)
  return renderFrame(page, {
    title: say.title,
    style: 'overdue.css',
    script: null,
    isPrivate: false,
    settings: 'links',
    wide: true,
    main: html`<div class="overdue">
<p class="name">${say.title}</p>
<h1>${count > 0 ? say.head(String(count)) : say.none}</h1>
<p class="intro">${say.lead(String(listedAfter))}</p>
${
  count > 0
    ? html`<div class="sheet"><table>
<thead><tr><th scope="col">${say.number}</th><th scope="col">${say.town}</th><th scope="col">${say.who}</th><th scope="col">${say.kind}</th><th scope="col">${say.due}</th><th scope="col">${say.late}</th></tr></thead>
<tbody>${cases.map(
        (one) =>
          html`<tr><th scope="row">${one.number}</th><td data-label="${say.town}">${one.townName ?? page.districtName}</td><td data-label="${say.who}">${by(one)}</td><td data-label="${say.kind}">${say.waitsFor[one.status]}</td><td data-label="${say.due}"><time datetime="${one.dueOn}">${dayWords(one.dueOn, page.language)}</time></td><td data-label="${say.late}"><b>${say.days(String(one.late))}</b></td></tr>`,
      )}</tbody></table></div>${count > cases.length && html`<p class="note">${say.more(String(cases.length))}</p>`}`
    : html`<p class="nobody">${say.noneNote}</p>`
}
<p class="note">${say.counting}</p>
</div>
${footer(page, html`<p><a class="link" href="${addressOf(paths.home, page)}">${wordsIn(page.language).error.toHome}</a></p>`)}`,
  })
}
