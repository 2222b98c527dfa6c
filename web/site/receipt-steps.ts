/** The line of steps, read like a timetable: what happened, what happens now, what comes next. */
import type { ReceiptReply, StepReply } from '../../src/contract/receipts.ts'
import { localDate } from '../../src/domain/calendar/calendar.ts'
import { beijing, dayWords, hourWords } from '../../src/words/dates.ts'
import type { Language } from '../../src/words/language.ts'
import { renderFiles } from './attached-files.ts'
import { html, type SafeHtml } from './html.ts'
import { type IconName, icon, loopMark } from './icons.ts'
import { deadlineOf, type PageSettings } from './page-settings.ts'
import { isAnswer, isPlanned } from './receipt-state.ts'
import { type PageWords, wordsIn } from './words.ts'

/**
 * A unit as it is named on these pages; residents and the product itself need no name. A town and the district are there
 * as their congress's offices.
 */
export function unitName(unit: { readonly kind: string; readonly name: string }, words: PageWords): string {
  if (unit.kind === 'resident' || unit.kind === 'system') return ''
  if (unit.name === '') return ''
  if (unit.kind === 'deputy') return words.deputy(unit.name)
  return unit.kind === 'town' || unit.kind === 'district' ? words.office[unit.kind](unit.name) : unit.name
}

type Shown = { readonly now: Date; readonly linkOf: (fileId: string) => string }

/** The whole line: steps made, the present one, and those to come. */
export function renderSteps(page: PageSettings, receipt: ReceiptReply, { now, linkOf }: Shown): SafeHtml {
  const words = wordsIn(page.language)
  const latestAnswer = receipt.steps.findLast(isAnswer)
  const made = receipt.steps.map((step) => madeStep(page, step, receipt, step !== latestAnswer && linkOf))
  return html`<ol class="steps" aria-label="${words.receipt.steps}">
${made}
${presentStep(page, receipt, now, words)}
${nextOf(receipt).map((next) => html`<li class="next"><div class="what"><h3>${words.receipt.nextOf[next]}</h3></div><span class="dot"></span></li>\n`)}
</ol>`
}

type Kind = StepReply['kind']

/** Steps that change how the matter is watched or counted, not how far it has come. */
const noted: Partial<Record<Kind, IconName>> = {
  'look-at-identity': 'eye',
  'choose-identity': 'eye',
  'consent-to-publish': 'messageCircle',
  'take-back-consent': 'undo',
  enter: 'messageCircle',
  'hand-out-receipt': 'ticket',
  'call-back': 'messageCircle',
  'read-file': 'penLine',
  'choose-voice': 'mic',
  'remove-voice': 'x',
  ask: 'messageCircle',
  resume: 'messageCircle',
  decline: 'x',
  transfer: 'chevronRight',
  merge: 'merge',
  split: 'split',
  lapse: 'hourglass',
  'grant-extension': 'calendarPlus',
  recount: 'calendarPlus',
  entrust: 'chevronRight',
  'recuse-agency': 'eye',
  'drop-recusal': 'eye',
  supervise: 'triangleAlert',
  'list-overdue': 'triangleAlert',
  urge: 'triangleAlert',
  'mark-urgent': 'triangleAlert',
}

const mine: Partial<Record<Kind, IconName>> = {
  'send-back': 'undo',
  appeal: 'undo',
  reopen: 'undo',
  reply: 'messageCircle',
  withdraw: 'x',
}

/** Words that have a place of their own on the page. */
const toldElsewhere: readonly Kind[] = ['receive', 'ask', 'reply']

/**
 * A step without a title is not one of the line: messages stand in the conversation. The latest answer, which has a section of
 * its own, comes without `linkOf`.
 */
function madeStep(
  page: PageSettings,
  step: StepReply,
  receipt: ReceiptReply,
  linkOf: Shown['linkOf'] | false,
): SafeHtml | false {
  const words = wordsIn(page.language)
  const titles: Partial<Record<Kind, string>> = { ...words.receipt.stepOf, ...words.stepMore }
  const title = step.continued ? words.receipt.continued : titles[step.kind]
  if (!title) return false
  const start = step.kind === 'receive' && !step.continued
  const resident = step.by.kind === 'resident'
  const look = start ? 'start' : step.kind in noted ? 'noted' : resident ? 'mine' : 'made'
  const declinedNow = step.kind === 'decline' && receipt.status === 'declined'
  const hasMore = !toldElsewhere.includes(step.kind) && linkOf !== false
  const said = hasMore && !declinedNow && step.words !== ''
  const drawing = start ? loopMark : icon((resident && mine[step.kind]) || noted[step.kind] || 'check')
  return html`<li class="${look}">${timeOf(step.at, page.language)}<div class="what"><h3>${title}</h3>${linesOf(
    page,
    step,
    receipt,
  ).map(
    (line) => html`<p>${line}</p>`,
  )}${said && html`<p class="quote">${step.words}</p>`}${hasMore && linkOf && renderFiles(step.files, linkOf, words)}</div><span class="dot">${drawing}</span></li>
`
}

/** Who it was said to is known of the place it is at now, not of the one it came from. */
const movedHere = ({ steps }: ReceiptReply): boolean => steps.some(({ continued }) => continued)

/** Who did it, to whom it went, until when. */
function linesOf(page: PageSettings, step: StepReply, receipt: ReceiptReply): readonly string[] {
  const words = wordsIn(page.language)
  const by = unitName(step.by, words)
  const to = step.to ? unitName(step.to, words) : ''
  const before = step.dueBefore ? words.receipt.originally(deadlineOf(step.dueBefore, page)) : ''
  const until = step.until ? dayWords(step.until, page.language) : ''
  const lines = {
    receive: () => [
      step.continued || movedHere(receipt)
        ? ''
        : receipt.hiddenFromAddressee
          ? words.receipt.hiddenStart
          : receipt.addressedTo,
    ],
    redo: () => [to],
    fall: () => [to],
    entrust: () => [to],
    pass: () => [by, to && words.receipt.passedTo(to)],
    transfer: () => [by, to && words.receipt.passedTo(to)],
    appeal: () => [to && words.receipt.handedTo(to)],
    reopen: () => [by, to && words.receipt.handedTo(to)],
    'hand-over': () => [by, to && words.receipt.handedTo(to)],
    'conclude-meeting': () => [
      by,
      ...step.agreed.map(({ agency, who, what, dueOn }) =>
        words.receipt.agreed(`${agency}${who && ` ${who}`}`, what, dayWords(dueOn, page.language)),
      ),
    ],
    'finish-item': () => [by, ...step.agreed.map(({ what }) => what)],
    decline: () => [by, step.reason ? words.terms.declineReason[step.reason] : ''],
    'grant-extension': () => [by, until && words.receipt.extended(until), before],
    recount: () => [before],
    'choose-identity': () => [step.identity ? words.identity.optionOf[step.identity] : ''],
  }
  const own = (lines as Partial<Record<Kind, () => string[]>>)[step.kind]
  return (own ? own() : [by]).filter(Boolean)
}

/** The day and the hour, each as the timetable's column has them; a time in words when they cannot be told apart. */
function partsOf(at: string, language: Language): readonly [day: string, hour: string] {
  const whole = hourWords(new Date(at), language)
  const parts = /^(.+?)(?:[(\uff08](.+?)[)\uff09] ?|, )(.+)$/.exec(whole)
  return parts ? [parts[1] ?? '', [parts[2], parts[3]].filter(Boolean).join(' ')] : [whole, '']
}

/** The day above, the weekday and hour below: the two lines of a timetable's column. */
function timeOf(at: string, language: Language): SafeHtml {
  const [day, hour] = partsOf(at, language)
  return html`<time datetime="${at}">${day}${hour && html` <small>${hour}</small>`}</time>`
}

/** Day and hour on one line. */
export const timeInLine = (at: string, language: Language): SafeHtml =>
  html`<time datetime="${at}">${partsOf(at, language).join(' ').trim()}</time>`

type Present = {
  readonly title: string
  readonly holder: string
  readonly until: string | null
  readonly late: boolean
}

function presentStep(page: PageSettings, receipt: ReceiptReply, now: Date, words: PageWords): SafeHtml | false {
  const present = presentOf(page, receipt, now, words)
  if (!present) return false
  const { title, holder, until, late } = present
  return html`<li class="now" aria-current="step"><time><b>${words.receipt.now}</b></time><div class="what"><h3>${title}</h3>${
    holder && html`<p class="holder">${holder}</p>`
  }${until && html`<p class="${late ? 'late' : 'until'}">${late ? words.receipt.overdue(until) : words.receipt.before(until)}</p>`}</div><span class="dot"></span></li>`
}

function presentOf(page: PageSettings, receipt: ReceiptReply, now: Date, words: PageWords): Present | undefined {
  const { status, due } = receipt
  const titles = words.receipt.nowOf
  const holder = unitName(status === 'with-agency' && receipt.agency ? receipt.agency : receipt.heldBy, words)
  const until = (at: string | null) => at && deadlineOf(at, page)
  switch (status) {
    case 'withdrawn':
      return undefined
    case 'declined':
      if (!receipt.moves.includes('appeal')) return undefined
      return { title: titles.toAppeal, holder: '', until: null, late: false }
    case 'closed':
      if (receipt.canJudge) return { title: titles.toJudge, holder: '', until: until(receipt.reopenUntil), late: false }
      return isPlanned(receipt) ? plannedStep(page, receipt, now, words) : undefined
    case 'answered':
      if (!receipt.canJudge) return undefined
      return { title: titles.answered, holder: '', until: until(due?.dueAt ?? null), late: false }
    case 'waiting-for-resident':
      return { title: titles[status], holder: '', until: until(receipt.waitsUntil), late: false }
    case 'merged':
      return { title: titles.merged, holder, until: null, late: false }
    default:
      return {
        title: titles[status],
        holder,
        until: until(due?.dueAt ?? null),
        late: due !== null && new Date(due.dueAt) <= now,
      }
  }
}

function plannedStep(page: PageSettings, { answer }: ReceiptReply, now: Date, words: PageWords): Present {
  const day = answer?.plannedFor ?? ''
  const late = day < localDate(now, beijing)
  return {
    title: words.receipt.nowOf.planned,
    holder: answer ? unitName(answer.by, words) : '',
    until: dayWords(day, page.language),
    late,
  }
}

function nextOf(receipt: ReceiptReply): readonly ('answer' | 'fulfil' | 'judge' | 'close')[] {
  switch (receipt.status) {
    case 'withdrawn':
    case 'declined':
      return []
    case 'closed':
      return isPlanned(receipt) && !receipt.canJudge ? ['fulfil', 'judge'] : []
    case 'answered':
      return receipt.canJudge ? ['close'] : []
    default:
      return ['answer', 'judge', 'close']
  }
}
