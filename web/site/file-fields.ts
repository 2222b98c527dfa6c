/** Photos and recordings beside the words: two plain file fields in one row, which a script makes comfortable. */
import { fileLimits } from '../../src/domain/files/limits.ts'
import { html, type SafeHtml } from './html.ts'
import { type IconName, icon } from './icons.ts'
import type { PageWords } from './words.ts'

/** The row «photo, recording». `faulty` marks the field a refusal is about. */
export function renderFileFields(
  words: PageWords,
  view: { faulty: (field: 'photos' | 'recordings') => SafeHtml | false; chooseAgain: boolean },
): SafeHtml {
  const field = (name: 'photos' | 'recordings', drawing: IconName, accept: SafeHtml) => {
    const said = words.files[name]
    return html`<div class="pick"><label for="${name}">${icon(drawing)}${said.label}</label><input id="${name}" type="file" name="files" multiple ${accept} data-most="${fileLimits[name]}" data-name="${said.nth('{n}')}" ${view.faulty(name)}></div>`
  }
  return html`<div class="attach" data-files data-bytes="${fileLimits.bytesOfOne}" data-size="${words.files.size('{n}')}" data-remove="${words.files.remove('{name}')}" data-too-many="${words.files.tooMany}" data-too-large="${words.files.tooLarge('{name}')}">
<div class="picks">
${field('photos', 'camera', html`accept="image/*"`)}
${field('recordings', 'mic', html`accept="audio/*" capture`)}
</div>
<ul class="chosen" hidden></ul>
<p class="note told" role="status" hidden></p>
${view.chooseAgain && html`<p class="note again">${words.files.chooseAgain}</p>`}
</div>`
}
