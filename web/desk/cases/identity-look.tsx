/** Looking at who spoke: asks for a reason, says that the look is recorded, and forgets the name when it is put away. */
import '../moves/form.css'
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type SubmitEvent, useId, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useDraft } from '../moves/drafts.ts'
import { WordsField } from '../moves/words-field.tsx'
import { FailureWords } from '../parts/states.tsx'
import { readAgain } from './queries.ts'

export function IdentityLook({ opened }: { opened: CaseReply }) {
  const { desk } = useWords()
  const id = useId()
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState('')
  const { draft, change, drop } = useDraft(opened.id, 'look-at-identity')
  // The reply lives in this component alone: no cache keeps a name longer than it is looked at.
  const looking = useMutation({
    mutationFn: () => api.lookAtIdentity(opened.id, { reason: draft.words }),
    gcTime: 0,
    onSuccess: async () => {
      drop()
      setAsking(false)
      await readAgain(opened.id).catch(() => null)
    },
  })

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (looking.isPending) return
    setMissing(draft.words.trim() ? '' : desk.identity.reasonMissing)
    if (draft.words.trim()) looking.mutate()
  }

  if (looking.data)
    return (
      <div className="identity">
        <dl className="facts">
          <dt>{desk.identity.name}</dt>
          <dd>
            <b>{looking.data.name}</b>
          </dd>
          <dt>{desk.identity.phone}</dt>
          <dd>
            {looking.data.phone ? (
              <a href={`tel:${looking.data.phone.replace(/[^\d+]/g, '')}`}>{looking.data.phone}</a>
            ) : (
              desk.identity.noPhone
            )}
          </dd>
        </dl>
        <Button size="small" onClick={() => looking.reset()}>
          {desk.identity.hide}
        </Button>
      </div>
    )
  if (!asking)
    return (
      <Button className="look" onClick={() => setAsking(true)} aria-expanded={false}>
        {desk.identity.look}
      </Button>
    )
  return (
    <form className="move-form" onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <h3 className="sec" id={`${id}-title`}>
        {desk.identity.look}
      </h3>
      <p className="notice">{desk.identity.warning}</p>
      <WordsField
        label={desk.identity.reason}
        hint={desk.identity.reasonHint}
        value={draft.words}
        change={(words) => change({ words })}
        {...(missing && { missing })}
      />
      <div role="alert">{looking.isError && <FailureWords thrown={looking.error} kept />}</div>
      <div className="row wrap">
        <Button htmlType="submit" className="first" loading={looking.isPending}>
          {desk.identity.submit}
        </Button>
        <Button type="text" onClick={() => setAsking(false)}>
          {desk.cancel}
        </Button>
      </div>
    </form>
  )
}
