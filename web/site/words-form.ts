/** The forms of the receipt page that bring words: an answer or a message, taking up again, asking for another look. */
import type { ReceiptReply } from '../../src/contract/receipts.ts'
import { paths } from '../shared/paths.ts'
import { renderFileFields } from './file-fields.ts'
import { html, type SafeHtml } from './html.ts'
import { hidden, settingsFields } from './layout.ts'
import type { PageSettings } from './page-settings.ts'
import { wordsIn } from './words.ts'

export type WordsForm = 'addWords' | 'reopen' | 'appeal'

/** A form that was refused: which, its sentence, the field it is about, and the words, so that nobody writes them twice. */
export type RefusedForm = {
  readonly form: WordsForm | 'judge' | 'withdraw' | 'identity' | 'consent' | 'notice' | 'voice'
  readonly message: string
  readonly field: string | null
  readonly words: string
}

/** Whether the holder of the receipt can send this form now. */
export const isOffered = ({ moves }: ReceiptReply, form: WordsForm): boolean =>
  form === 'addWords' ? moves.includes('reply') || moves.includes('message') : moves.includes(form)

type Labels = {
  readonly label: string
  readonly send: string
  readonly note: string | false
  readonly primary: boolean
}

/** One field and one button; it sends receiptCode and words, and with more words photos and recordings as files. The field's id is the form's name. */
export function renderWordsForm(
  page: PageSettings,
  receipt: ReceiptReply,
  form: WordsForm,
  refused: RefusedForm | null,
  { label, send, note, primary }: Labels,
): SafeHtml {
  const mine = refused?.form === form ? refused : null
  const described = [mine?.field === form && 'problem', note && `${form}-note`].filter(Boolean).join(' ')
  const takesFiles = form === 'addWords'
  return html`<form class="say" method="post" action="${paths[form]}" ${takesFiles && html`enctype="multipart/form-data"`} data-once novalidate>
${hidden({ receiptCode: receipt.receiptCode })}${settingsFields(page)}
<div class="field"><label for="${form}">${label}</label><textarea id="${form}" name="words" rows="3" autocomplete="off" ${
    mine?.field === form && html`aria-invalid="true"`
  } ${described && html`aria-describedby="${described}"`}>
${mine?.words ?? ''}</textarea></div>
${takesFiles && renderFileFields(wordsIn(page.language), { faulty: () => false, chooseAgain: mine !== null })}
<button class="button${primary ? '' : ' second'}">${send}</button>
${note && html`<p class="note" id="${`${form}-note`}">${note}</p>`}
</form>`
}
