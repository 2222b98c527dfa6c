/** The page behind a code: whose station this is, and one sheet to write on. Works without scripts. */
import type { IdentityKind } from '../../src/domain/reports/report.ts'
import { paths } from '../shared/paths.ts'
import { type AboutPlace, renderAboutLead, renderAboutPlace } from './about-place.ts'
import { renderFileFields } from './file-fields.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { footer, hidden, problemSummary, renderFrame, settingsFields } from './layout.ts'
import { addressOf, type PageSettings } from './page-settings.ts'
import { type Plate, renderPlate } from './plate.ts'
import { type PageWords, wordsIn } from './words.ts'

export type PointField = 'text' | 'place' | 'photos' | 'recordings' | 'identity' | 'name' | 'phone'

export type PointView = {
  /** Where the form is sent. */
  readonly action: string
  /** Whom it is said to, as programs say it. */
  readonly to: { readonly kind: 'point' | 'deputy' | 'station' | 'town'; readonly code: string }
  readonly plate: Plate
  /** A fresh UUID v4 the first time; the same again while nothing was delivered under it. */
  readonly submissionId: string
  readonly kept: {
    readonly text: string
    readonly place: string
    readonly identity: IdentityKind
    readonly name: string
    readonly phone: string
  }
  /** «It is about them»: offered for a unit with another above it, so not on a town's or the district's own page. */
  readonly aboutThem: { readonly kind: 'station' | 'deputy'; readonly ticked: boolean } | null
  readonly problem: { readonly message: string; readonly field: PointField | null } | null
  /** This submission id was already delivered with other words; the words stand here again under a fresh id. */
  readonly delivered: boolean
  /** Who the deputy or station behind the code is; null for any other place. */
  readonly about: AboutPlace | null
  /** There were photos or recordings; a page cannot put them back into their fields. */
  readonly chooseAgain: boolean
  /** «Keep only the words of my voice» was ticked. */
  readonly transcriptOnly: boolean
  /** Whether the district has a map to point on. */
  readonly hasMap: boolean
  /** The work that is asked for because very much comes in; null when it is calm. */
  readonly challenge: object | null
  /** Where else to turn, in the district’s own words; the product has the others. */
  readonly signposts: readonly {
    readonly kind: string
    readonly title: string
    readonly note: string
    readonly words: readonly string[]
  }[]
}

const maxCharacters = 6000
const choices: readonly IdentityKind[] = ['anonymous', 'station', 'agency']

/** The page of a place. Its form sends submissionId, text, place, files, identity, name, phone, aboutAddressee. */
export function renderPointPage(page: PageSettings, view: PointView): string {
  const words = wordsIn(page.language)
  const { plate, problem } = view
  const title = plate.deputyName ? words.point.deputyTitle(plate.deputyName) : words.point.title(plate.name)
  return renderFrame(page, {
    title: problem ? words.frame.problemInTitle(title) : title,
    style: 'point.css',
    script: 'point.js',
    isPrivate: view.kept.text !== '',
    settings: 'links',
    wide: false,
    main: html`${problem && problemSummary(words.point.problemTitle, problem.message, problem.field)}
${view.delivered && deliveredNote(page, words)}
${renderPlate(plate, words)}
${view.about && renderAboutLead(page, view.about)}
<form class="tell" method="post" action="${view.action}" enctype="multipart/form-data" data-tell data-to-kind="${view.to.kind}" data-to-code="${view.to.code}" data-script="${page.asset('tell.js')}" data-style="${page.asset('tell.css')}" data-not-loaded="${words.speaking.trouble.notLoaded}" data-offline="${words.speaking.page.offline}"${view.signposts.length > 0 && html` data-signposts="${JSON.stringify(view.signposts)}"`}${view.delivered && html` data-delivered`} novalidate>
${hidden({ submissionId: view.submissionId })}${settingsFields(page)}${view.challenge && workAsked(page, view.challenge)}
${voice(words)}
${sheet(page, view, words)}
${renderFileFields(words, {
  faulty: (field) => faulty(view, field),
  chooseAgain: view.chooseAgain,
  letters: words.speaking.page.letters,
})}
${wordsOnly(view, words)}
${whoCanSee(view, words)}
${view.aboutThem && aboutThem(view.aboutThem, words)}
<button class="button send" data-sending="${words.point.sending}">${words.point.send}</button>
<p class="note">${words.point.afterSend}</p>
</form>
${view.about && renderAboutPlace(page, view.about)}
${footer(page, html`<p>${words.point.before} <a class="link" href="${addressOf(paths.receipt, page)}">${words.frame.lookUp}</a></p>`)}`,
  })
}

/** Done by the script while the person writes; without it the report is looked at by a person first. */
const workAsked = (page: PageSettings, challenge: object): SafeHtml =>
  html`<input type="hidden" name="proof" autocomplete="off" data-challenge="${JSON.stringify(challenge)}"><script src="${page.asset('proof-of-work.js')}" defer></script>`

const deliveredNote = (page: PageSettings, words: PageWords): SafeHtml =>
  html`<div class="problem told" role="status" tabindex="-1" autofocus>
<h2>${icon('check')}${words.point.deliveredTitle}</h2>
<p>${words.point.delivered} <a href="${addressOf(paths.receipt, page)}">${words.frame.lookUp}</a></p>
</div>`

const faulty = (view: PointView, field: PointField): SafeHtml | false =>
  view.problem?.field === field && html`aria-invalid="true" aria-describedby="problem"`

/**
 * The line comes in from the left, loops around the microphone and becomes the upper edge of the sheet. Without a script
 * pressing it opens the phone's own recorder; with one it becomes a button.
 */
const voice = (words: PageWords): SafeHtml => html`<div class="voice">
<button type="button" class="aloud" data-aloud hidden>${icon('volume')}<span>${words.speaking.page.aloud}</span></button>
<svg class="thread" viewBox="0 0 480 200" aria-hidden="true"><path d="M0 196C150 196 324 190 324 87"/><path class="gap" d="M156 87C156 150 219 177 300 188"/><path d="M324 87a84 84 0 0 0-168 0C156 190 330 196 480 196"/></svg>
<label for="recordings" class="mic" aria-hidden="true">${icon('mic')}${words.speaking.page.mic}</label>
<button type="button" class="mic" data-mic hidden>${icon('mic')}${words.speaking.page.mic}</button>
</div>`

const sheet = (page: PageSettings, view: PointView, words: PageWords): SafeHtml => html`<div class="sheet">
<label for="text">${words.point.text}</label>
<textarea id="text" name="text" rows="3" autocomplete="off" placeholder="${words.speaking.page.orType}" data-limit="${maxCharacters}" data-left="${words.point.left('{n}')}" data-over="${words.point.over('{n}')}" ${faulty(view, 'text')}>
${view.kept.text}</textarea>
<p class="count" role="status" hidden></p>
<div class="where"><label for="place">${icon('mapPin')}${words.point.place}</label><input id="place" name="place" value="${view.kept.place}" placeholder="${
  view.plate.pointName ? words.speaking.page.unlessSaid(view.plate.pointName) : words.point.optional
}" autocomplete="off" ${faulty(view, 'place')}>${view.hasMap && mapButton(page, words)}</div>
</div>`

/** Shown by the script. What it opens is loaded when it is pressed. */
const mapButton = (page: PageSettings, { map }: PageWords): SafeHtml =>
  html`<button type="button" data-map="${page.asset('map.js')}" data-style="${page.asset('map.css')}" data-not-loaded="${map.notLoaded}" aria-label="${map.openLabel}" hidden>${map.open}</button>`

function whoCanSee(view: PointView, words: PageWords): SafeHtml {
  const labels = view.plate.deputyName ? words.point.whoToDeputy : words.terms.identity
  const choice = (kind: IdentityKind) =>
    html`<label class="choice"><input type="radio" name="identity" value="${kind}" ${
      kind === 'anonymous' ? html`id="identity"` : html`class="named-choice"`
    } ${kind === view.kept.identity && html`checked`}><span>${labels[kind]}<small>${
      kind === 'anonymous' ? words.point.unnamed : words.point.named
    }</small></span></label>`
  const field = (name: 'name' | 'phone', type: string, autocomplete: string) =>
    html`<div class="field"><label for="${name}">${words.point[name]}</label><input id="${name}" name="${name}" type="${type}" value="${view.kept[name]}" autocomplete="${autocomplete}" ${faulty(view, name)}></div>`
  return html`<fieldset ${faulty(view, 'identity')}>
<legend>${words.point.who}</legend>
<div class="choices">${choices.map(choice)}</div>
<div class="named">${field('name', 'text', 'name')}${field('phone', 'tel', 'tel')}<p class="note">${words.point.nameNote}</p></div>
</fieldset>`
}

/** Offered once there is a recording: the script shows it; a browser without scripts shows it where it can tell. */
const wordsOnly = ({ transcriptOnly }: PointView, { readings: { choice } }: PageWords): SafeHtml =>
  html`<label for="transcriptOnly" class="choice tick words-only" data-words-only><input id="transcriptOnly" type="checkbox" name="transcriptOnly" value="true" ${transcriptOnly && html`checked`}><span><b>${choice.label}</b><small>${choice.note}</small></span></label>`

/** 回避: one press, and it goes one level up, hidden from them. */
const aboutThem = ({ kind, ticked }: NonNullable<PointView['aboutThem']>, words: PageWords): SafeHtml =>
  html`<label for="aboutAddressee" class="choice tick"><input id="aboutAddressee" type="checkbox" name="aboutAddressee" value="true" ${ticked && html`checked`}><span><b>${
    kind === 'deputy' ? words.point.aboutDeputy : words.point.aboutStation
  }</b><small>${words.point.aboutNote}</small></span></label>`
