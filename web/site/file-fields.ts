/** Photos and recordings beside the words: two plain file fields in one row, which a script makes comfortable. */
import { fileLimits } from '../../src/domain/files/limits.ts'
import { html, type SafeHtml } from './html.ts'
import { type IconName, icon } from './icons.ts'
import type { PageWords } from './words.ts'

type Named = { readonly label: string; readonly nth: (n: string) => string }

/** The row «photo, recording», or «photo, letter, recording». `faulty` marks the field a refusal is about. */
export function renderFileFields(
  words: PageWords,
  view: { faulty: (field: 'photos' | 'recordings') => SafeHtml | false; chooseAgain: boolean; letters?: Named },
): SafeHtml {
  const field = (name: 'photos' | 'letters' | 'recordings', drawing: IconName, accept: SafeHtml, said: Named) => {
    const limit = fileLimits[name === 'recordings' ? name : 'photos']
    return html`<div class="pick ${name}"><label for="${name}">${icon(drawing)}${said.label}</label><input id="${name}" type="file" name="files" multiple ${accept} data-most="${limit}" data-name="${said.nth('{n}')}" ${name !== 'letters' && view.faulty(name)}></div>`
  }
  const pictures = html`accept="image/*"`
  return html`<div class="attach" data-files data-bytes="${fileLimits.bytesOfOne}" data-size="${words.files.size('{n}')}" data-remove="${words.files.remove('{name}')}" data-too-many="${words.files.tooMany}" data-too-large="${words.files.tooLarge('{name}')}">
<div class="picks">
${field('photos', 'camera', pictures, words.files.photos)}
${view.letters && field('letters', 'fileText', pictures, view.letters)}
${field('recordings', 'mic', html`accept="audio/*" capture`, words.files.recordings)}
</div>
<ul class="chosen" hidden></ul>
<p class="note told" role="status" hidden></p>
${view.chooseAgain && html`<p class="note again">${words.files.chooseAgain}</p>`}
</div>`
}
