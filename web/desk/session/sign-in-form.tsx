/** Account and password: on the sign-in page, and over the desk when a session ends in the middle of work. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Eye, EyeOff } from 'lucide-react'
import { type SubmitEvent, useId, useState } from 'react'
import type { MeReply } from '../../../src/contract/sessions.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'

type Missing = { login?: string; password?: string }

/** `login` fixes the account to the one whose session ended. */
export function SignInForm({ login: known, done }: { login?: string; done: (me: MeReply) => void }) {
  const { desk } = useWords()
  const { signIn } = desk
  const id = useId()
  const [login, setLogin] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [missing, setMissing] = useState<Missing>({})
  const signing = useMutation({ mutationFn: api.signIn, onSuccess: done })

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (signing.isPending) return
    const found: Missing = {
      ...(!login.trim() && { login: signIn.loginMissing }),
      ...(!password && { password: signIn.passwordMissing }),
    }
    setMissing(found)
    const first = found.login ? 'login' : found.password ? 'password' : null
    if (first) document.getElementById(`${id}-${first}`)?.focus()
    else signing.mutate({ login: login.trim(), password })
  }

  return (
    <form className="sign-in-form" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={`${id}-login`}>{signIn.login}</label>
        <input
          id={`${id}-login`}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
          readOnly={known !== undefined}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          aria-invalid={missing.login ? true : undefined}
          aria-describedby={missing.login ? `${id}-login-missing` : undefined}
        />
        {missing.login && (
          <p className="wrong" id={`${id}-login-missing`}>
            {missing.login}
          </p>
        )}
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>{signIn.password}</label>
        <div className="with-button">
          <input
            id={`${id}-password`}
            type={shown ? 'text' : 'password'}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            aria-invalid={missing.password ? true : undefined}
            aria-describedby={missing.password ? `${id}-password-missing` : undefined}
          />
          <button
            type="button"
            aria-label={shown ? signIn.hidePassword : signIn.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </button>
        </div>
        {missing.password && (
          <p className="wrong" id={`${id}-password-missing`}>
            {missing.password}
          </p>
        )}
      </div>
      <div role="alert">{signing.isError && <FailureWords thrown={signing.error} />}</div>
      <Button type="primary" htmlType="submit" block size="large" loading={signing.isPending}>
        {signing.isPending ? signIn.submitting : signIn.submit}
      </Button>
    </form>
  )
}
