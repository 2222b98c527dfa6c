/**
 * What the point page does after the first press, loaded then: recording, photos made smaller, a draft that outlives the
 * page, sending that outlives the network. Where a browser cannot do all of it, the form stays the plain form it is.
 */

import { canRecord } from '../../shared/browser/recorder.ts'
import { showChosenFiles } from './chosen-files.ts'
import { readAloud } from './tell/aloud.ts'
import { attachedFiles } from './tell/attached.ts'
import { deliver, showLastReceipt } from './tell/delivery.ts'
import { offerMap } from './tell/offer-map.ts'
import { button, element, words } from './tell/parts.ts'
import { record } from './tell/record-stage.ts'
import { type HeldFile, keptPart, reloadFile } from './tell/sealed-file.ts'
import { showSignposts, signpostsFor } from './tell/signposts.ts'
import { openStage } from './tell/stage.ts'
import { type Draft, drafts, forgetDraft, type IdentityKind, isKept, saveDraft } from './tell/store.ts'
import { uploader } from './tell/uploader.ts'

const form = document.querySelector<HTMLFormElement>('[data-tell]')
const control = document.querySelector<HTMLElement>('[data-aloud]')
if (control) readAloud(control)
if (form) {
  const map = form.querySelector<HTMLElement>('[data-map]')
  if (map) offerMap(form, map, (sentence) => say(form, sentence))
  if ('indexedDB' in window && window.isSecureContext && 'subtle' in crypto) void begin(form)
  else showChosenFiles(form)
  form.dispatchEvent(new CustomEvent('tell-ready'))
}

async function begin(form: HTMLFormElement): Promise<void> {
  const field = <Name extends string>(name: Name) =>
    form.querySelector<HTMLInputElement & HTMLTextAreaElement>(`#${name}`)
  const ownId = form.querySelector<HTMLInputElement>('input[name=submissionId]') as HTMLInputElement
  const stage = openStage(form)
  const path = location.pathname
  let id = ownId.value
  let sending = false
  /** What is being recorded is kept and sent like what is attached. */
  let growing: HeldFile | undefined

  const attached = attachedFiles(form, () => changed())
  const wordsOnly = form.querySelector<HTMLElement>('[data-words-only]')
  const sent = uploader(() => (growing ? [...attached.files, growing] : attached.files))
  const draft = (state: Draft['state'] = 'draft'): Draft => ({
    id,
    path,
    text: field('text')?.value || '',
    place: field('place')?.value || '',
    identity: (form.querySelector<HTMLInputElement>('input[name=identity]:checked')?.value ||
      'anonymous') as IdentityKind,
    name: field('name')?.value || '',
    phone: field('phone')?.value || '',
    about: !!field('aboutAddressee')?.checked,
    wordsOnly: !!field('transcriptOnly')?.checked,
    files: (growing ? [...attached.files, growing] : attached.files).map(keptPart),
    state,
  })
  const isEmpty = ({ text, place, files }: Draft) => !text.trim() && !place.trim() && files.length === 0

  let saving: Promise<void> = Promise.resolve()
  let warned = false
  const save = () => {
    const now = draft()
    saving = saving
      .then(() => (isEmpty(now) ? forgetDraft(now) : saveDraft(now)))
      .then(() => {
        if (isKept() || warned || isEmpty(now)) return
        warned = true
        attached.tell(words.trouble.full)
      })
  }
  function changed(): void {
    offerWordsOnly()
    save()
    sent.wake()
  }
  let timer = 0
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(save, 300)
  })
  // The last words before the page goes, as far as the browser still lets them through.
  addEventListener('pagehide', () => {
    if (!sending) save()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && !sending) save()
  })
  // Only what cannot be kept needs a question before it is lost.
  addEventListener('beforeunload', (event) => {
    if (sending || isKept() || isEmpty(draft())) return
    event.preventDefault()
    event.returnValue = ''
  })

  takeFiles()
  offerRecording()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!sending) press()
  })
  if (!showLastReceipt(stage)) await restore()
  // What was written before this script was here.
  if (!sending && !isEmpty(draft())) save()

  /** «Words only» makes sense once there is a voice, and is not sent where there is none. */
  function offerWordsOnly(): void {
    const spoken = attached.files.some(({ kind }) => kind === 'recording')
    wordsOnly?.classList.toggle('offered', spoken)
    const only = field('transcriptOnly')
    if (only && !spoken) only.checked = false
  }

  function takeFiles(): void {
    form.querySelector('[data-files]')?.classList.add('scripted')
    for (const [name, kind] of [
      ['photos', 'photo'],
      ['letters', 'letter'],
      ['recordings', 'recording'],
    ] as const) {
      const input = form.querySelector<HTMLInputElement>(`#${name}`)
      const take = () => {
        const chosen = Array.from(input?.files || [])
        // The same file can be chosen again, and none is sent twice with the form.
        if (input) input.value = ''
        if (chosen.length > 0) void attached.choose(chosen, kind)
      }
      input?.addEventListener('change', take)
      take()
    }
  }

  function offerRecording(): void {
    const mic = form.querySelector<HTMLButtonElement>('[data-mic]')
    if (!mic || !canRecord()) {
      // Without a recorder of its own the browser opens the phone's.
      mic?.setAttribute('hidden', '')
      form.querySelector('label.mic')?.removeAttribute('hidden')
      form.classList.remove('speaks')
      return
    }
    mic.addEventListener('click', async () => {
      if (!attached.mayRecord()) return attached.tell(words.files.tooManyRecordings)
      attached.tell('')
      mic.setAttribute('aria-busy', 'true')
      const trouble = await record({
        stage,
        grows: (file) => {
          growing = file
          changed()
        },
        used: (file) => {
          growing = undefined
          attached.add(file)
        },
        dropped: () => {
          growing = undefined
          changed()
        },
      })
      mic.removeAttribute('aria-busy')
      if (trouble) attached.tell(words.trouble[trouble])
    })
  }

  function press(): void {
    const now = draft('waiting')
    // Nothing at all: the server's page says it, as it does without scripts.
    if (!now.text.trim() && now.files.length === 0) {
      HTMLFormElement.prototype.submit.call(form)
      return
    }
    const found = signpostsFor(`${now.text} ${now.place}`)
    if (found.length > 0) showSignposts(stage, found, send)
    else send()
  }

  function send(): void {
    sending = true
    clearTimeout(timer)
    const takenBack = () => {
      sending = false
      save()
    }
    void saving.then(() =>
      deliver({ form, stage, uploader: sent, files: attached.files, draft: draft('waiting'), takenBack }),
    )
  }

  async function restore(): Promise<void> {
    const all = await drafts()
    const mine = all.filter((each) => each.path === path)
    const kept = mine.find((each) => each.id === id) || mine[mine.length - 1]
    const elsewhere = all.find((each) => each.path !== path && each.state === 'waiting')
    if (elsewhere) note(words.draft.elsewhere, link(words.draft.open, elsewhere.path))
    if (!kept) return
    const cameBack = kept.id === id || 'delivered' in form.dataset
    // The page that says what is wrong has the words already; a fresh page has none, or the first of new ones.
    if (!cameBack) fill(kept, field('text')?.value || '')
    if (kept.state !== 'again') id = kept.id
    ownId.value = id
    for (const file of kept.files) {
      const held = await reloadFile(file)
      if (held.bytes > 0) attached.files.push(held)
    }
    if (kept.id !== id) {
      await saveDraft(draft())
      await forgetDraft({ id: kept.id, files: [] })
    }
    attached.show()
    offerWordsOnly()
    field('text')?.dispatchEvent(new Event('input'))
    if (attached.files.length > 0) form.querySelector<HTMLElement>('.again')?.setAttribute('hidden', '')
    if (kept.state === 'waiting') return send()
    sent.wake()
    if (cameBack || isEmpty(kept)) return
    const notice = note(
      words.draft.restored,
      button('', words.draft.clear, async () => {
        sending = true
        await forgetDraft(kept)
        location.replace(location.pathname + location.search)
      }),
    )
    form.addEventListener('submit', () => notice.remove())
  }

  /** Puts a draft into the form. What was typed while it was fetched comes behind it. */
  function fill(kept: Draft, typed: string): void {
    for (const name of ['text', 'place', 'name', 'phone'] as const) {
      const input = field(name)
      if (input) input.value = kept[name]
    }
    const text = field('text')
    if (text && typed && typed !== kept.text) text.value = [kept.text, typed].filter(Boolean).join('\n')
    const choice = form.querySelector<HTMLInputElement>(`input[name=identity][value=${kept.identity}]`)
    if (choice) choice.checked = true
    const about = field('aboutAddressee')
    if (about) about.checked = kept.about
    const only = field('transcriptOnly')
    if (only) only.checked = kept.wordsOnly
  }

  function note(sentence: string, way: HTMLElement): HTMLElement {
    const shown = element('div', 'kept-here', element('p', '', sentence), way)
    shown.setAttribute('role', 'status')
    form.parentElement?.insertBefore(shown, form)
    return shown
  }
}

/** A sentence below what is attached, where the page says what came in between. */
function say(form: HTMLFormElement, sentence: string): void {
  const told = form.querySelector<HTMLElement>('.attach .told')
  if (!told) return
  told.textContent = sentence
  told.hidden = sentence === ''
}

function link(label: string, address: string): HTMLElement {
  const made = element('a', '', label)
  made.href = address
  return made
}
