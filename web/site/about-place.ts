/** Below the sheet to write on: who the deputy or the station is, when they receive, and where else one can speak. */
import { paths } from '../shared/paths.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { type PlaceWords, placeWordsIn } from './place-words.ts'

type Named = { readonly name: string; readonly code: string }

export type AboutPlace =
  | {
      readonly kind: 'deputy'
      readonly memberOf: string
      readonly terms: string
      readonly introduction: string
      readonly receives: string
      /** Their station; null while it has no code in use. */
      readonly station: Named | null
    }
  | {
      readonly kind: 'station'
      readonly address: string
      readonly introduction: string
      readonly receives: string
      readonly deputies: readonly (Named & { readonly receives: string })[]
      readonly points: readonly Named[]
    }

/** More names than this fold away. */
const shownAtOnce = 6

/** One line above the sheet: when they receive, and the way down to the rest. Speaking stays the first thing. */
export function renderAboutLead(page: PageSettings, about: AboutPlace): SafeHtml {
  const words = placeWordsIn(page.language).page
  const [receives = ''] = about.receives.split('\n')
  const title = about.kind === 'deputy' ? words.aboutDeputy : words.aboutStation
  return html`<p class="about-lead">${receives && html`<span>${words.receivesLead(receives)}</span>`}<a class="down" href="#about">${title}</a></p>`
}

/** The part of the page about the place itself, below the form; nothing when nothing is known. */
export function renderAboutPlace(page: PageSettings, about: AboutPlace): SafeHtml {
  const words = placeWordsIn(page.language).page
  const title = about.kind === 'deputy' ? words.aboutDeputy : words.aboutStation
  return html`<section class="about" aria-labelledby="about">
<h2 id="about">${title}</h2>
${about.introduction && html`<p class="words">${about.introduction}</p>`}
${facts(page, about, words)}
${about.kind === 'deputy' ? html`<h3>${words.howTo}</h3>\n<p>${words.howToDeputy}</p>` : lists(page, about, words)}
</section>`
}

function facts(page: PageSettings, about: AboutPlace, words: PlaceWords['page']): SafeHtml | false {
  const told: readonly (readonly [string, SafeHtml | string])[] =
    about.kind === 'deputy'
      ? [
          [words.receives, about.receives],
          [
            words.station,
            about.station
              ? html`<a href="${addressOf(paths.station(about.station.code), page)}">${about.station.name}</a>`
              : '',
          ],
          [words.memberOf, about.memberOf],
          [words.terms, about.terms],
        ]
      : [
          [words.receives, about.receives],
          [words.address, about.address],
        ]
  const known = told.filter(([, value]) => value !== '')
  return (
    known.length > 0 &&
    html`<dl>${known.map(([name, value]) => html`<div><dt>${name}</dt><dd class="words">${value}</dd></div>`)}</dl>`
  )
}

const lists = (
  page: PageSettings,
  about: Extract<AboutPlace, { kind: 'station' }>,
  words: PlaceWords['page'],
): SafeHtml =>
  html`${about.deputies.length > 0 && html`<h3>${words.deputies}</h3>\n${list(about.deputies, (deputy) => link(addressOf(paths.deputy(deputy.code), page), placeWordsIn(page.language).deputy(deputy.name), deputy.receives), words)}`}
${about.points.length > 0 && html`<h3>${words.points}</h3>\n${list(about.points, (point) => link(addressOf(paths.point(point.code), page), point.name, ''), words)}`}`

function list<One>(all: readonly One[], row: (one: One) => SafeHtml, words: PlaceWords['page']): SafeHtml {
  // One more than fits is shown rather than folded alone.
  const shown = all.length <= shownAtOnce + 1 ? all : all.slice(0, shownAtOnce)
  const rest = all.slice(shown.length)
  return html`<ul class="places">${shown.map(row)}</ul>${
    rest.length > 0 &&
    html`<details><summary>${words.more(rest.length)}</summary><ul class="places">${rest.map(row)}</ul></details>`
  }`
}

const link = (href: string, name: string, note: string): SafeHtml =>
  html`<li><a href="${href}"><span><b>${name}</b>${note && html`<small>${note}</small>`}</span>${icon('chevronRight')}</a></li>`
