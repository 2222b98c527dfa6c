/** Account, password and where it is asked for a code: on the sign-in page, and over the desk when a session ends in the middle of work. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Eye, EyeOff } from 'lucide-react'
import { type SubmitEvent, useId, useState } from 'react'
import type { MeReply } from '../../../src/contract/sessions.ts'
import { failureOf } from '../../shared/api.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useMyWords } from '../me/words.ts'
import { FailureWords } from '../parts/states.tsx'

type Missing = { login?: string; password?: string; code?: string }

/** Whether the password was right and a code is wanted beside it. */
const wantsCode = (thrown: unknown): boolean => {
  const failure = failureOf(thrown)
  return failure.kind === 'refused' && failure.refusal === 'second-factor-needed'
}

/** `login` fixes the account to the one whose session ended. */
export function SignInForm({ login: known, done }: { login?: string; done: (me: MeReply) => void }) {
  const { desk } = useWords()
  const { signIn } = desk
  const id = useId()
  const [login, setLogin] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const mine = useMyWords().signIn
  // Null until it is asked for; then it stays, whatever else goes wrong.
  const [code, setCode] = useState<string | null>(null)
  const [shown, setShown] = useState(false)
  const [missing, setMissing] = useState<Missing>({})
  const signing = useMutation({
    mutationFn: api.signIn,
    onSuccess: done,
    onError: (thrown) => {
      if (wantsCode(thrown)) setCode('')
    },
  })

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (signing.isPending) return
    const found: Missing = {
      ...(!login.trim() && { login: signIn.loginMissing }),
      ...(!password && { password: signIn.passwordMissing }),
      ...(code !== null && !code.trim() && { code: mine.codeMissing }),
    }
    setMissing(found)
    const first = found.login ? 'login' : found.password ? 'password' : found.code ? 'code' : null
    if (first) document.getElementById(`${id}-${first}`)?.focus()
    else signing.mutate({ login: login.trim(), password, ...(code !== null && { code: code.trim() }) })
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
      {code !== null && (
        <div className="field">
          <label htmlFor={`${id}-code`}>{mine.code}</label>
          <input
            id={`${id}-code`}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            // biome-ignore lint/a11y/noAutofocus: it comes because the form was sent, and is what is asked now
            autoFocus
            aria-invalid={missing.code ? true : undefined}
            aria-describedby={`${id}-code-hint`}
          />
          <p className={missing.code ? 'wrong' : 'dim'} id={`${id}-code-hint`}>
            {missing.code ?? mine.codeHint}
          </p>
        </div>
      )}
      <div role="alert">{signing.isError && !wantsCode(signing.error) && <FailureWords thrown={signing.error} />}</div>
      <Button type="primary" htmlType="submit" block size="large" loading={signing.isPending}>
        {signing.isPending ? signIn.submitting : signIn.submit}
      </Button>
    </form>
  )
}
