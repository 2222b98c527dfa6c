/** The addresses outside the desk: one for mail, one for text messages. */
import Button from 'antd/es/button'
import { type SubmitEvent, useId, useState } from 'react'
import type { NoticeSettingsReply } from '../../../src/contract/notices.ts'
import { api } from '../connection.ts'
import { FailureWords } from '../parts/states.tsx'
import { useKeep } from './keep.ts'
import { useNoticeWords } from './words.ts'

export function Addresses({ settings }: { settings: NoticeSettingsReply }) {
  const { set } = useNoticeWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const keeping = useKeep((address: string) => api.keepStaffAddress({ address }), set.kept)
  const forgetting = useKeep((kind: 'email' | 'sms') => api.forgetStaffAddress({ kind }), set.forgotten)
  const { addresses, addressKinds } = settings
  const [only] = addressKinds
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(typed.trim() === '')
    if (typed.trim() !== '') keeping.mutate(typed, { onSuccess: () => setTyped('') })
  }
  return (
    <section>
      <h2 className="sec">{set.where}</h2>
      <p className="muted">{addressKinds.length > 0 ? set.whereAbout : set.whereNone}</p>
      {addresses.length > 0 && (
        <ul className="kept-ways">
          {addresses.map(({ kind, address, refused }) => (
            <li key={kind}>
              <span>{set.kind[kind]}</span>
              <div>
                <b>{address}</b>
                {refused && <p className="wrong">{set.refused}</p>}
              </div>
              <Button
                loading={forgetting.isPending}
                onClick={() => confirm(set.forgetAsk) && forgetting.mutate(kind)}
                aria-label={`${set.forget} ${address}`}
              >
                {set.forget}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {only && (
        <form className="move-form" onSubmit={submit} noValidate>
          <div className="field">
            <label htmlFor={id}>{addressKinds.length > 1 ? set.address : set.addressOf[only]}</label>
            <input
              id={id}
              className="wide"
              type="text"
              autoComplete="off"
              value={typed}
              maxLength={254}
              aria-invalid={missing || keeping.isError || undefined}
              aria-describedby={`${id}-wrong`}
              onChange={(event) => setTyped(event.target.value)}
            />
            <div id={`${id}-wrong`} role="alert">
              {missing && <p className="wrong">{set.missing}</p>}
              {(keeping.isError || forgetting.isError) && (
                <FailureWords thrown={keeping.error ?? forgetting.error} kept />
              )}
            </div>
          </div>
          <div>
            <Button type="primary" htmlType="submit" loading={keeping.isPending}>
              {set.keep}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
