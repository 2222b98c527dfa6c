/** The photos and recordings of a step, on a receipt page: pictures to look at, and a player. */
import type { StepReply } from '../../src/contract/receipts.ts'
import { html, type SafeHtml } from './html.ts'
import type { PageWords } from './words.ts'

type Files = StepReply['files']

/** `linkOf` gives the address a file has for the next half hour. Nothing where there are no files. */
export function renderFiles(files: Files, linkOf: (id: string) => string, words: PageWords): SafeHtml | false {
  if (files.length === 0) return false
  const photos = files.filter(({ kind }) => kind === 'photo')
  const recordings = files.filter(({ kind }) => kind === 'recording')
  const photo = ({ id, width, height }: Files[number], index: number) => {
    const link = linkOf(id)
    return html`<li><a href="${link}"><img src="${`${link}?size=small`}" width="${width ?? 0}" height="${height ?? 0}" loading="lazy" alt="${words.files.photo(index + 1, photos.length)}"></a></li>`
  }
  const recording = ({ id, seconds }: Files[number], index: number) => {
    const said = words.files.recording(index + 1, recordings.length, lengthOf(seconds ?? 0))
    return html`<li><p>${said}</p><audio controls preload="none" src="${linkOf(id)}" aria-label="${said}"></audio></li>`
  }
  return html`<div class="files">
${photos.length > 0 && html`<ul class="photos${photos.length === 1 ? ' one' : ''}">${photos.map(photo)}</ul>`}
${recordings.length > 0 && html`<ul class="recordings">${recordings.map(recording)}</ul>`}
</div>`
}

/** 65 seconds as 1:05. */
const lengthOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
