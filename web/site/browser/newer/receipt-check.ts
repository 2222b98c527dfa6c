/** The page «check it yourself»: holds what stands on it against the proof, step by step, without asking the server. */

import { type Verified, verifyReceipt } from '../../../../src/ledger/verifier/receipt.ts'
import { sha256 } from '../../../../src/ledger/verifier/sha2.ts'
import { switchSizeInPlace } from '../large-mode.ts'

switchSizeInPlace()
const part = document.querySelector<HTMLElement>('[data-check]')
const shown = document.querySelector<HTMLElement>('[data-file]')
if (part && shown) void check(part, shown.textContent || '')
offerPrinting()

async function check(part: HTMLElement, ours: string): Promise<void> {
  const text = part.querySelector('textarea')
  const { keys = '', place = '', files = '' } = part.dataset
  let proof = ours
  document.querySelector('[data-no-script]')?.remove()
  part.hidden = false
  part.className = 'verdict busy'
  const hashes = await hashesOf(files.split('\n').filter(Boolean))
  const show = () => {
    const held = { text: said(text), place, ...(hashes && hashes.length > 0 && { files: hashes }) }
    const under = keys.split('\n').map((key) => verifyReceipt(proof, key, held))
    // While keys are changed two of them sign: one that holds is enough.
    render(part, under.find(isRight) || (under[0] as Verified))
  }
  // The browser shows that it is busy before it is.
  setTimeout(show)
  let waiting = 0
  text?.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 150) as unknown as number
  })
  const earlier = document.querySelector<HTMLElement>('[data-earlier]')
  const chosen = earlier?.querySelector('input')
  if (!earlier || !chosen) return
  earlier.hidden = false
  chosen.addEventListener('change', () => {
    const [file] = Array.from(chosen.files || [])
    if (!file) return
    const reader = new FileReader()
    reader.onload = () => {
      proof = String(reader.result)
      show()
      part.scrollIntoView()
    }
    reader.readAsText(file)
  })
}

/** What stands in a field of several lines, as it was kept: tidied at its ends. */
const said = (field: HTMLTextAreaElement | null): string => (field ? field.value : '')

const isRight = ({ steps, proved }: Verified): boolean => !!proved && steps.every(({ ok }) => ok)

function render(part: HTMLElement, { steps, proved }: Verified): void {
  const right = isRight({ steps, proved })
  part.className = `verdict ${right ? 'right' : 'wrong'}`
  const note = part.querySelector('[data-note]')
  const { right: whenRight = '', wrong: whenWrong = '' } = part.dataset
  if (note)
    note.textContent =
      right && proved
        ? whenRight.replace('#position#', String(proved.index + 1)).replace('#size#', String(proved.size))
        : whenWrong
  const tried = part.querySelector<HTMLElement>('[data-tried]')
  const [words] = steps.filter(({ name }) => name === 'text')
  if (tried) tried.textContent = (words && (words.ok ? tried.dataset.right : tried.dataset.wrong)) || ''
  for (const line of Array.from(part.querySelectorAll<HTMLElement>('[data-step]'))) {
    const step = steps.filter(({ name }) => name === line.dataset.step)[0]
    line.hidden = !step
    if (step) line.className = step.ok ? 'right' : 'wrong'
  }
}

/** The SHA-256 of each file in hexadecimal figures; undefined when one cannot be had, so that nothing is said of them. */
async function hashesOf(links: readonly string[]): Promise<string[] | undefined> {
  try {
    const hashes: string[] = []
    for (const link of links) {
      const answer = await fetch(link)
      if (!answer.ok) return undefined
      const hash = sha256(new Uint8Array(await answer.arrayBuffer()))
      hashes.push(Array.from(hash, (byte) => `0${byte.toString(16)}`.slice(-2)).join(''))
    }
    return hashes
  } catch (_error) {
    return undefined
  }
}

function offerPrinting(): void {
  const button = document.querySelector<HTMLElement>('[data-print]')
  if (!button || !('print' in window)) return
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
