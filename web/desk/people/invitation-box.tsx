/** The link of an invitation, to copy, this once. */
import Button from 'antd/es/button'
import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import type { InvitedReply } from '../../../src/contract/people.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { Dialog } from '../places/dialog.tsx'
import { usePeopleWords } from './words.ts'

type Given = { readonly name: string; readonly invitation: InvitedReply['invitation']; readonly close: () => void }

export function InvitationBox({ name, invitation, close }: Given) {
  const words = usePeopleWords().invitation
  const { language } = useWords()
  const id = useId()
  const [copied, setCopied] = useState(false)
  async function copy() {
    // Without the right to the clipboard the link is selected, to be copied by hand.
    const done = await navigator.clipboard?.writeText(invitation.link).then(
      () => true,
      () => false,
    )
    if (done) setCopied(true)
    else (document.getElementById(id) as HTMLTextAreaElement | null)?.select()
  }
  return (
    <Dialog title={words.title(name)} close={close}>
      <p className="notice">{words.more}</p>
      <div className="field">
        <label htmlFor={id}>{words.link}</label>
        <textarea id={id} rows={3} readOnly value={invitation.link} onFocus={(event) => event.target.select()} />
        <p className="dim">
          {words.until(instantWords(new Date(invitation.expiresAt), language))}
          {words.mailed[invitation.mailed] && ` · ${words.mailed[invitation.mailed]}`}
        </p>
      </div>
      <div className="row wrap">
        <Button type="primary" icon={copied ? <Check /> : <Copy />} onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </Button>
        <Button onClick={close}>{words.done}</Button>
      </div>
      <p className="visually-hidden" role="status">
        {copied ? words.copied : ''}
      </p>
    </Dialog>
  )
}
