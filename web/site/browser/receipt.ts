/** The receipt pages with a script: a scanned code looked up, a picture, printing, and the last group typed back. */
import { showChosenFiles } from './chosen-files.ts'
import { switchSizeInPlace } from './large-mode.ts'
import { offerPicture } from './receipt-picture.ts'

switchSizeInPlace()
lookUpScanned()
offerPicture()
offerPrinting()
checkTypedBack()
sendOnce()
for (const form of Array.from(document.querySelectorAll<HTMLFormElement>('form.say'))) showChosenFiles(form)

/** A receipt's QR code carries the code behind #, which never leaves the phone. It is taken out of the address at once. */
function lookUpScanned(): void {
  const form = document.querySelector<HTMLFormElement>('[data-look-up]')
  const code = decode(location.hash.slice(1))
  // A link to a field of the page stands behind # too; no such name is as long as a code.
  if (!form || readable(code).length < 15) return
  history.replaceState(null, '', location.pathname + location.search)
  const field = form.querySelector<HTMLInputElement>('#code')
  if (!field) return
  field.value = code
  form.submit()
}

function decode(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}

function offerPrinting(): void {
  const button = document.querySelector<HTMLElement>('[data-print]')
  if (!button || !('print' in window)) return
  button.hidden = false
  button.addEventListener('click', () => window.print())
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
}

/** Whoever can type the group from paper or memory has really kept the code. */
function checkTypedBack(): void {
  const part = document.querySelector<HTMLElement>('[data-type-back]')
  const field = part?.querySelector('input')
  const result = part?.querySelector<HTMLElement>('.back-result')
  if (!part || !field || !result) return
  part.hidden = false
  field.addEventListener('input', () => {
    const typed = readable(field.value)
    const right = typed === part.dataset.typeBack
    const told = right || typed.length >= 4
    result.classList.toggle('wrong', told && !right)
    result.textContent = told ? (right ? result.dataset.right : result.dataset.wrong) || '' : ''
  })
}

/** As codes are read everywhere: either case, no spaces, O for 0, I and L for 1. */
function readable(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** A second press while the first is on its way sends nothing; with a network that never answers, one can press again. */
function sendOnce(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    let sending = false
    form.addEventListener('submit', (event) => {
      if (sending) return event.preventDefault()
      sending = true
      setTimeout(() => {
        sending = false
      }, 15_000)
    })
    addEventListener('pageshow', () => {
      sending = false
    })
  }
}
