/** Finding the case of a receipt that its resident reads out. The code is sent, and stands nowhere afterwards. */
import '../moves/form.css'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { useListWords } from './list-words.ts'

export default function ByReceipt({ close }: { close: () => void }) {
  const { desk } = useWords()
  const words = useListWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const navigate = useNavigate()
  const [code, setCode] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const finding = useMutation({
    mutationFn: () => api.caseByReceipt(code),
    // Nothing of the code stays in the memory of calls.
    gcTime: 0,
    onSuccess: (found) => {
      dialog.current?.close()
      void navigate({ to: '/cases/$id', params: { id: found.id } })
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (code.trim() && !finding.isPending) finding.mutate()
  }
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby={`${id}-title`}>
      <form className="move-form plain" onSubmit={submit} noValidate autoComplete="off">
        <h2 id={`${id}-title`}>{words.byReceipt}</h2>
        <p>{words.byReceiptAbout}</p>
        <div className="field">
          <label htmlFor={`${id}-code`}>{words.byReceiptLabel}</label>
          <input
            id={`${id}-code`}
            className="wide"
            value={code}
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setCode(event.target.value)}
          />
          <p className="dim" id={`${id}-hint`}>
            {words.byReceiptHint}
          </p>
        </div>
        <div role="alert">{finding.isError && <FailureWords thrown={finding.error} />}</div>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={finding.isPending}>
            {words.byReceiptFind}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{desk.cancel}</Button>
        </div>
      </form>
    </dialog>
  )
}
