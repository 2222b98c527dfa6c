/** The point page with a script: the sheet grows, the count shows near the limit, nothing is sent or lost by mistake. */
import { showChosenFiles } from './chosen-files.ts'
import { switchSizeInPlace } from './large-mode.ts'

/** The count shows when fewer characters than this are left. */
const showBelow = 500

const form = document.querySelector<HTMLFormElement>('[data-tell]')
const sheet = document.querySelector<HTMLTextAreaElement>('#text')
const count = document.querySelector<HTMLElement>('.count')
const send = form?.querySelector<HTMLButtonElement>('.send')

switchSizeInPlace()
if (form) showChosenFiles(form)
if (form && sheet && count && send) watch(form, sheet, count, send)

function watch(form: HTMLFormElement, sheet: HTMLTextAreaElement, count: HTMLElement, send: HTMLButtonElement): void {
  const label = send.textContent
  let sending = false

  const look = () => {
    sheet.style.height = 'auto'
    sheet.style.height = `${sheet.scrollHeight}px`
    const left = Number(sheet.dataset.limit) - Array.from(sheet.value.trim()).length
    const words = (left < 0 ? sheet.dataset.over : sheet.dataset.left) || ''
    count.hidden = left >= showBelow
    count.classList.toggle('over', left < 0)
    count.textContent = count.hidden ? '' : words.replace('{n}', String(Math.abs(left)))
  }
  sheet.addEventListener('input', look)
  look()

  form.addEventListener('submit', (event) => {
    // A second press while the first is on its way sends nothing; the same submission id would be one report anyway.
    if (sending) return event.preventDefault()
    sending = true
    send.textContent = send.dataset.sending || label
    // Disabled a moment later: some old browsers send nothing when the pressed button is disabled at once.
    setTimeout(() => {
      send.disabled = sending
    })
  })
  const wake = () => {
    sending = false
    send.disabled = false
    send.textContent = label
  }
  // Coming back with the back key shows the page as it was left: it must be possible to press again.
  addEventListener('pageshow', wake)
  // With a network that never answers nobody is left before a dead button.
  form.addEventListener('submit', () => setTimeout(wake, 15_000))

  addEventListener('beforeunload', (event) => {
    if (sending || !sheet.value.trim()) return
    event.preventDefault()
    event.returnValue = ''
  })
}
