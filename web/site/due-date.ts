/** The due date as a small calendar: which days were counted, which were not, and why. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import type { DueDateReply } from '../../src/contract/shared.ts'
import { addDays, type CountedDay, localDate } from '../../src/domain/calendar/calendar.ts'
import { beijing, dayWords } from '../../src/words/dates.ts'
import { html, type SafeHtml } from './html.ts'
import { icon } from './icons.ts'
import { deadlineOf, type PageSettings } from './page-settings.ts'
import { unitName } from './receipt-steps.ts'
import { wordsIn } from './words.ts'

/** The section of the receipt page; nothing when no clock runs. */
export function renderDue(page: PageSettings, receipt: ReceiptReply): SafeHtml | false {
  const { due, status } = receipt
  const words = wordsIn(page.language).due
  const titles: Partial<Record<ReceiptReply['status'], string>> = words.titleOf
  const title = titles[status]
  if (due?.pausedSince) return section(page, receipt, shownUntilPaused(due, due.pausedSince), pausedHead(page, due))
  if (!due || !title) return false
  return section(page, receipt, due, runningHead(page, due, title))
}

const section = (page: PageSettings, receipt: ReceiptReply, due: DueDateReply, head: SafeHtml): SafeHtml =>
  html`<section class="section">
${head}
<details class="counting">
<summary>${wordsIn(page.language).due.how}${icon('chevronDown')}</summary>
${calendar(page, due)}
${notes(page, receipt, due)}
</details>
</section>`

function runningHead(page: PageSettings, due: DueDateReply, title: string): SafeHtml {
  const words = wordsIn(page.language).due
  const { count, unit } = due.limit
  const startDay = due.days[0] ? dayWords(due.days[0].date, page.language) : ''
  return html`<h2 class="due"><small>${title}</small> ${deadlineOf(due.dueAt, page)}</h2>
${due.extendedUntil && html`<p>${words.extendedFrom(deadlineOf(due.originalDueAt, page))}</p>`}
<p>${words.unit[unit](count, startDay)}</p>`
}

/** While the resident is asked there is no day to name: only how far the counting has come. */
function pausedHead(page: PageSettings, due: DueDateReply): SafeHtml {
  const words = wordsIn(page.language).due
  const { count, unit } = due.limit
  const since = due.pausedSince ?? due.startedAt
  const days = shownUntilPaused(due, since).days
  const counted = Math.max(0, ...days.map((day) => day.counts ?? 0))
  return html`<h2 class="due">${words.paused}</h2>
<p>${words.pausedSince(dayWords(new Date(since), page.language))}</p>
${unit !== 'hours' && html`<p>${words.leftWhenPaused(counted, count)}</p>`}`
}

/** The days up to the one on which the clock stopped; those after it are not counted yet. */
const shownUntilPaused = (due: DueDateReply, since: string): DueDateReply => ({
  ...due,
  days: due.days.filter(({ date }) => date <= localDate(new Date(since), beijing)),
})

function calendar(page: PageSettings, due: DueDateReply): SafeHtml {
  const words = wordsIn(page.language).due
  const day = (date: string | undefined) => (date ? dayWords(date, page.language) : '')
  return html`<table class="calendar">
<caption class="visually-hidden">${words.caption(day(due.days[0]?.date), day(due.days.at(-1)?.date))}</caption>
<thead><tr>${[...words.weekdays].map((weekday) => html`<th scope="col">${weekday}</th>`)}</tr></thead>
<tbody>
${weeksOf(due.days).map((week) => html`<tr>${week.map((one) => (one ? cell(page, due, one) : html`<td class="none"></td>`))}</tr>\n`)}</tbody>
</table>`
}

/** Weeks from Monday to Sunday, with holes before the first and after the last day. */
function weeksOf(days: readonly CountedDay[]): readonly (readonly (CountedDay | null)[])[] {
  const first = days[0]
  if (!first) return []
  const cells: (CountedDay | null)[] = [...Array<null>((first.weekday + 6) % 7).fill(null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

function cell(page: PageSettings, due: DueDateReply, day: CountedDay): SafeHtml {
  const words = wordsIn(page.language).due
  const [, month = '', date = ''] = day.date.split('-').map((part) => String(Number(part)))
  const kind = kindOf(due, day)
  const short = date === '1' ? words.firstOfMonth(month, date) : date
  return html`<td class="${kind}"><span class="full">${dayWords(day.date, page.language)}</span><span class="short" aria-hidden="true">${short}</span>${
    day.why === 'make-up' &&
    html`<sup><span class="short" aria-hidden="true">${words.makeUp}</span><span class="full">${words.makeUpFull}</span></sup>`
  }<small>${whatOf(page, due, day)}</small></td>`
}

/** How a day looks: framed when it counts, with dashes when it was granted on top, and underlined when it is the last. */
function kindOf(due: DueDateReply, day: CountedDay): string {
  if (day.why === 'start') return 'started'
  const last = day === due.days.at(-1) && due.pausedSince === null ? ' last' : ''
  if (day.why === 'extended') return `extended${last}`
  return day.counts === null ? `off${due.extendedUntil ? last : ''}` : `counted${last}`
}

function whatOf(page: PageSettings, due: DueDateReply, day: CountedDay): string {
  const words = wordsIn(page.language).due
  if (day.why === 'start') return words.start
  if (day.why === 'paused') return words.pausedDay
  if (day.why === 'extended') return words.extendedDay
  if (day.counts === null)
    return page.language === 'zh' && day.name && [...day.name].length <= 2 ? day.name : words.dayOff
  return due.limit.unit === 'hours' ? words.counts : words.counted(String(day.counts))
}

/** What is not plain from the calendar alone: what is framed, and the days that are not as usual. */
function notes(page: PageSettings, receipt: ReceiptReply, due: DueDateReply): SafeHtml {
  const words = wordsIn(page.language).due
  const day = (date: string) => dayWords(date, page.language)
  const limit = due.limit.unit === 'hours' ? words.hours(due.limit.count) : words.days(due.limit.count)
  const unusual = runsOf(due.days.filter((one) => isUnusual(one, due)))
  return html`<ul class="key">
<li>${words.framed(limit)}</li>
${unusual.map(({ first, last }) => {
  const span = first === last ? day(first.date) : words.span(day(first.date), day(last.date))
  if (first.why === 'make-up') return html`<li>${words.makeUpNote(span)}</li>`
  if (first.why === 'paused') return html`<li>${words.pausedNote(span)}</li>`
  return html`<li>${words.holidayNote(first.name ?? '', span)}</li>`
})}
${changes(page, receipt, due).map((line) => html`<li>${line}</li>`)}
</ul>`
}

/** What was granted or corrected since this clock began, each with the date it replaced. */
function changes(page: PageSettings, receipt: ReceiptReply, due: DueDateReply): readonly string[] {
  const words = wordsIn(page.language)
  return receipt.steps
    .filter(({ at }) => at >= due.startedAt)
    .flatMap(({ kind, by, until, dueBefore }) => {
      if (kind === 'grant-extension' && until && until === due.extendedUntil)
        return [words.due.extendedNote(unitName(by, words), dayWords(until, page.language))]
      return kind === 'recount' && dueBefore ? [words.due.recountedNote(deadlineOf(dueBefore, page))] : []
    })
}

/** A holiday or a pause that does not count, or a day that only counts because it makes up for one. */
const isUnusual = (day: CountedDay, due: DueDateReply): boolean =>
  day.why === 'paused' || (day.why === 'holiday' && day.counts === null && day.name !== null) || isMakeUp(day, due)

/** By the calendar every day counts alike, so that a make-up day is nothing to tell. */
const isMakeUp = (day: CountedDay, due: DueDateReply): boolean =>
  day.why === 'make-up' && due.limit.unit !== 'calendar-days'

/** Days that follow one another for the same reason, told as a span. */
function runsOf(days: readonly CountedDay[]): readonly { readonly first: CountedDay; readonly last: CountedDay }[] {
  const runs: { first: CountedDay; last: CountedDay }[] = []
  for (const day of days) {
    const run = runs.at(-1)
    const follows =
      run && addDays(run.last.date, 1) === day.date && run.last.why === day.why && run.last.name === day.name
    if (follows) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}
