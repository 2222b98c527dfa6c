/** Sending: it is delivered when the server says so, and until then the page says that it is still on this phone. */
import {
  printedReceiptCode,
  receiptCodeFrom,
  receiptCodePreimage,
} from '../../../../src/domain/reports/receipt-code.ts'
import { paths } from '../../../shared/paths.ts'
import { button, element, icon, words } from './parts.ts'
import { type HeldFile, nameOf, renew } from './sealed-file.ts'
import type { Stage } from './stage.ts'
import { type Draft, forgetDraft, saveDraft } from './store.ts'
import { ask, pauseOrOnline, type Uploader } from './uploader.ts'

/** The code of the last delivery, until the page of its receipt has come through and takes it away (receipt.ts). */
const lastReceipt = 'jieyou-delivered'
const longestPause = 20_000

export type Parcel = {
  form: HTMLFormElement
  stage: Stage
  uploader: Uploader
  files: readonly HeldFile[]
  draft: Draft
  /** The person takes it back to write on. */
  takenBack(): void
}

/** The receipt code of a submission, computed here (src/domain/reports/receipt-code.ts). */
async function codeOf(form: HTMLFormElement, submissionId: string): Promise<string> {
  const prefix = (form.dataset.toCode || '').slice(0, 2)
  const preimage = new TextEncoder().encode(receiptCodePreimage(prefix, submissionId))
  return printedReceiptCode(receiptCodeFrom(prefix, new Uint8Array(await crypto.subtle.digest('SHA-256', preimage))))
}

/** Sends a report with its files, for as long as it takes and the page is open. */
export async function deliver(parcel: Parcel): Promise<void> {
  const { form, stage, uploader, files, draft } = parcel
  let stopped = false
  draft.state = 'waiting'
  await saveDraft(draft)
  const code = await codeOf(form, draft.id)
  const takeBack = () => {
    stopped = true
    draft.state = 'draft'
    stage.leave()
    parcel.takenBack()
  }
  const moving = () => {
    if (!stopped) showProgress(stage, files.length > 0 ? uploader.progress() : undefined)
  }
  let wake = () => {}
  const stuck = () => {
    if (!stopped) showWaiting(stage, code, { retry: () => wake(), takeBack })
  }

  moving()
  let pause = 1000
  for (let renewed = false; !stopped; ) {
    await uploader.finished((state) => (state === 'moving' ? moving() : stuck()))
    if (stopped) return
    const uploads = await Promise.all(files.map(nameOf))
    const answer = await post(form, draft, uploads)
    if (stopped && answer !== 'delivered') return
    if (answer === 'delivered') return arrived(parcel, code, uploads)
    if (answer === 'upload-incomplete' && !renewed) {
      // The server has thrown away what waited too long: all of it again, under new names.
      renewed = true
      for (const file of files) renew(file)
      continue
    }
    if (answer !== 'try-again') {
      // The server's own page says what is wrong, beside the field it is about.
      draft.state = answer === 'already-delivered' ? 'again' : 'draft'
      await saveDraft(draft)
      return sendForm(form, draft.id, uploads)
    }
    stuck()
    await Promise.race([
      pauseOrOnline(pause),
      new Promise<void>((resolve) => {
        wake = resolve
      }),
    ])
    pause = Math.min(longestPause, pause * 2)
    if (!stopped) moving()
  }
}

/** Tells `try-again` for everything that may be otherwise in a moment; else the name of the refusal. */
async function post(form: HTMLFormElement, draft: Draft, uploads: readonly object[]): Promise<string> {
  const { identity, name, phone } = draft
  // The work a flooded page asked for, as far as it is done.
  const proof = form.querySelector<HTMLInputElement>('input[name=proof]')?.value
  const body = {
    submissionId: draft.id,
    to: { [form.dataset.toKind || '']: form.dataset.toCode },
    text: draft.text,
    place: draft.place,
    identity: identity === 'anonymous' ? { kind: identity } : { kind: identity, name, phone },
    aboutAddressee: draft.about,
    transcriptOnly: draft.wordsOnly,
    uploads,
    ...(proof ? { proof } : {}),
  }
  try {
    // With many photos the server takes its time over them.
    const init = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const answer = await ask(paths.api.reports, init, 120_000)
    if (answer.status === 201) return 'delivered'
    if (answer.status >= 500 || answer.status === 429) return 'try-again'
    return ((await answer.json()) as { refusal: string }).refusal
  } catch {
    return 'try-again'
  }
}

async function arrived({ form, stage, draft }: Parcel, code: string, uploads: readonly object[]): Promise<void> {
  await forgetDraft(draft)
  try {
    localStorage.setItem(lastReceipt, code)
  } catch {
    // A browser that keeps nothing: the code stands on the page.
  }
  showDelivered(stage, code, () => sendForm(form, draft.id, uploads))
  // The same report once more, as a form: the answer to it is the page of its receipt.
  sendForm(form, draft.id, uploads)
}

/** Sends the form as a page. Files went before it; a field that is switched off is not sent. */
function sendForm(form: HTMLFormElement, submissionId: string, uploads: readonly object[]): void {
  for (const field of Array.from(form.querySelectorAll<HTMLInputElement>('input[type=file]'))) field.disabled = true
  const put = (name: string, value: string) => {
    let field = form.querySelector<HTMLInputElement>(`input[name=${name}]`)
    if (!field) {
      field = element('input')
      field.type = 'hidden'
      field.name = name
      form.append(field)
    }
    field.value = value
  }
  put('submissionId', submissionId)
  put('uploads', uploads.length > 0 ? JSON.stringify(uploads) : '')
  HTMLFormElement.prototype.submit.call(form)
}

/** Here again after a delivery whose receipt never came through: the code is shown until the receipt has been seen. */
export function showLastReceipt(stage: Stage): boolean {
  try {
    const code = localStorage.getItem(lastReceipt)
    if (code) showDelivered(stage, code, () => lookUp(code))
    return !!code
  } catch {
    return false
  }
}

/** Asks for the receipt, with the code in the body. */
function lookUp(code: string): void {
  const form = element('form')
  form.method = 'post'
  form.action = paths.receipt
  const field = element('input')
  field.type = 'hidden'
  field.name = 'receiptCode'
  field.value = code
  form.append(field)
  document.body.append(form)
  form.submit()
}

function showProgress(stage: Stage, part: number | undefined): void {
  const percent = part === undefined ? 100 : Math.floor(part * 100)
  const shown = document.querySelector<HTMLProgressElement>('.stage.sending progress')
  const told = document.querySelector<HTMLElement>('.stage.sending .note')
  const sentence = part === undefined || part >= 1 ? '' : words.send.files(String(percent))
  if (shown && told) {
    shown.value = percent
    told.textContent = sentence
    return
  }
  const bar = element('progress', 'progress')
  bar.max = 100
  bar.setAttribute('aria-label', words.send.sending)
  if (part !== undefined) bar.value = percent
  stage.show('sending', element('h1', 'live', words.send.sending), bar, element('p', 'note', sentence))
}

function codeCard(title: string, code: string): Node[] {
  const groups = element('p', 'code')
  for (const group of code.split(' ')) groups.append(element('span', '', group), ' ')
  return [element('p', 'code-name', title), groups]
}

function showWaiting(stage: Stage, code: string, presses: { retry(): void; takeBack(): void }): void {
  if (document.querySelector('.stage.waiting')) return
  const said = words.send
  const heading = element('h1', 'plain')
  heading.innerHTML = icon('phone').replace('class="icon"', 'class="icon hold"')
  heading.append(said.waitingTitle)
  stage.show(
    'waiting',
    element(
      'div',
      'told-card',
      heading,
      element('p', '', said.waiting),
      ...codeCard(said.codeLater, code),
      element('p', 'note', said.notYet),
    ),
    button('button', said.retry, presses.retry, 'again'),
    button('button second', said.edit, presses.takeBack),
  )
}

function showDelivered(stage: Stage, code: string, toReceipt: () => void): void {
  const said = words.send
  const heading = element('h1', 'plain')
  heading.innerHTML = icon('check')
  heading.append(said.deliveredTitle)
  stage.show(
    'delivered',
    element('div', 'told-card done', heading, ...codeCard(said.code, code)),
    button('button', said.toReceipt, toReceipt),
    button('button second', said.again, () => {
      try {
        localStorage.removeItem(lastReceipt)
      } catch {
        // Nothing was kept.
      }
      location.replace(location.pathname + location.search)
    }),
  )
}
