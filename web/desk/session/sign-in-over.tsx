/** Signing in again over the page one was working on, so that nothing typed is lost. */
import './sign-in.css'
import { useEffect, useRef } from 'react'
import { queryClient, sessionQuery } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useMe } from './me.tsx'
import { OtherWays } from './other-ways.tsx'
import { signInAgain } from './sign-in-again.ts'
import { SignInForm } from './sign-in-form.tsx'

export default function SignInOver() {
  const { desk } = useWords()
  const me = useMe()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('input[type="password"]')?.focus()
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby="sign-in-again" onCancel={(event) => event.preventDefault()}>
      <h2 id="sign-in-again">{desk.signIn.again}</h2>
      <p className="muted" style={{ margin: '8px 0 16px' }}>
        {desk.signIn.againWhy}
      </p>
      <SignInForm
        login={me.login}
        done={(again) => {
          queryClient.setQueryData(sessionQuery.queryKey, again)
          signInAgain.done()
        }}
      />
      <OtherWays
        over
        done={(again) => {
          // Somebody else's passkey must not go on with this person's work.
          if (again.login !== me.login) return location.reload()
          queryClient.setQueryData(sessionQuery.queryKey, again)
          signInAgain.done()
        }}
      />
      <p style={{ marginTop: 16 }}>
        <button type="button" className="link" onClick={() => location.reload()}>
          {desk.signIn.another}
        </button>
        <span className="dim"> {desk.signIn.anotherWarning}</span>
      </p>
    </dialog>
  )
}
