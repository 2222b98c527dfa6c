/** The front page: find your station, look up a receipt, and four honest figures. */
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { footer, renderFrame } from './layout.ts'
import { overdueLink } from './overdue-page.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { type PageWords, wordsIn } from './words.ts'

export type HomeView = {
  /** In the order they are to be shown; a station with its public code and how many points it has. */
  readonly towns: readonly {
    readonly name: string
    readonly stations: readonly { readonly name: string; readonly code: string; readonly points: number }[]
  }[]
  /** Counts of matters: each is a part of the one before. Null when they cannot be told now. */
  readonly figures: Figures | null
}
type Figures = {
  readonly received: number
  readonly answered: number
  readonly judged: number
  readonly solved: number
  /** Judgements given with help, in none of the other figures. */
  readonly assisted?: number
}

/** More stations than this, and each town folds. */
const foldAbove = 12

/** The front page of a district. */
export function renderHome(page: PageSettings, view: HomeView): string {
  const words = wordsIn(page.language)
  return renderFrame(page, {
    title: words.frame.site(page.districtName),
    style: 'home.css',
    script: null,
    isPrivate: false,
    settings: 'links',
    wide: true,
    main: html`<div class="home">
<section class="lead">
<p class="district">${page.districtName}${view.figures && view.figures.received > 0 && ` · ${words.home.figures}`}</p>
${lead(view.figures, words)}
</section>
<section class="act">
<h2>${words.home.find}</h2>
${stations(page, view.towns, words)}
<a class="button second" href="${addressOf(paths.receipt, page)}">${icon('ticket')}${words.frame.lookUp}</a>
<p class="note">${words.home.lookUpNote}</p>
</section>
</div>
${footer(page, html`<p><a class="link" href="${addressOf(paths.overdue, page)}">${overdueLink(page)}</a></p>`)}`,
  })
}

function lead(figures: Figures | null, words: PageWords): SafeHtml {
  const intro = html`<p class="intro">${words.home.lead}</p>`
  if (!figures) return html`<h1>${words.home.title}</h1>${intro}`
  if (figures.received === 0) {
    return html`<h1>${words.home.title}</h1>${intro}<p class="nobody">${words.home.nobodyYet}</p>`
  }
  const { received, answered, judged, solved } = figures
  const counted = words.home
  return html`<h1><span>${counted.saidHead(figure(received))}</span> <span>${counted.answeredHead(figure(answered))}</span> <span>${counted.solvedHead(figure(solved))}</span></h1>
${intro}
<ol class="${received < 1000 ? 'bars' : 'bars thousands'}">
${bar(counted.received, received, received, '')}
${bar(counted.answered, answered, received, received > answered && counted.notAnswered(figure(received - answered)))}
${bar(counted.judged, judged, received, answered > judged && counted.notJudged(figure(answered - judged)))}
${bar(counted.solved, solved, received, judged > solved && counted.notSolved(figure(judged - solved)))}
</ol>
<p class="note">${counted.counting}${figures.assisted ? counted.assisted(figure(figures.assisted)) : ''}</p>`
}

/** 12,480: figures in groups of three in either language. */
const figure = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

function bar(label: string, count: number, of: number, rest: string | false): SafeHtml {
  const width = of > 0 ? Math.min(100, (count / of) * 100) : 0
  return html`<li><span class="label">${label}</span><svg class="bar" height="24" aria-hidden="true"><rect width="${`${width.toFixed(1)}%`}" height="24" rx="2"/></svg><b>${figure(count)}</b><span class="rest">${rest}</span></li>`
}

function stations(page: PageSettings, towns: HomeView['towns'], words: PageWords): SafeHtml {
  const open = towns.filter((town) => town.stations.length > 0)
  if (open.length === 0) return html`<p class="nobody">${words.home.noStations}</p>`
  const folds = open.reduce((sum, town) => sum + town.stations.length, 0) > foldAbove
  const rows = (town: (typeof open)[number]) =>
    html`<ul class="stations">${town.stations.map(
      ({ name, code, points }) =>
        html`<li><a href="${addressOf(paths.station(code), page)}"><b>${name}</b>${points > 0 && html`<small>${words.home.points(points)}</small>`}${icon('chevronRight')}</a></li>`,
    )}</ul>`
  return html`<p class="note">${words.home.findNote}</p>
${open.map((town) =>
  folds
    ? html`<details class="town"><summary><h3>${town.name}</h3><small>${words.home.stations(town.stations.length)}</small>${icon('chevronDown')}</summary>${rows(town)}</details>\n`
    : html`<div class="town"><h3>${town.name}</h3>${rows(town)}</div>\n`,
)}`
}
