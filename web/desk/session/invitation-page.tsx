/** What somebody opens who was sent a link: whose it is, and a password of their own. */
import './sign-in.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import type { InvitationReply } from '../../../src/contract/me.ts'
import { paths } from '../../shared/paths.ts'
import { api } from '../connection.ts'
import { chooseLanguage, usePageTitle, useWords } from '../language.tsx'
import { PasswordField } from '../me/password-field.tsx'
import { FailureWords } from '../parts/states.tsx'
import { usePeopleWords } from '../people/words.ts'

/** Read once: the secret leaves the address bar at once, and with it the history of a shared computer. */
const token = location.hash.slice(1)
if (token) history.replaceState(null, '', location.pathname)

export default function InvitationPage() {
  const { accept: words } = usePeopleWords()
  const { desk, terms, language } = useWords()
  usePageTitle(words.title)
  const query = useQuery({
    queryKey: ['invitation'],
    queryFn: () => api.openInvitation(token),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className="sign-in narrow">
      <main>
        <div className="card">
          <p className="brand">{terms.product}</p>
          {query.isPending && <p role="status">{desk.loading}</p>}
          {query.isError && (
            <>
              <h1>{words.failed}</h1>
              <div role="alert">
                <FailureWords thrown={query.error} />
              </div>
              <p>
                <a href={paths.desk}>{words.toSignIn}</a>
              </p>
            </>
          )}
          {query.data && <Setting invitation={query.data} />}
        </div>
      </main>
      <footer>
        <button type="button" className="link" onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}>
          {desk.otherLanguage}
        </button>
      </footer>
    </div>
  )
}

function Setting({ invitation }: { invitation: InvitationReply }) {
  const { accept: words, form } = usePeopleWords()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const setting = useMutation({ mutationFn: () => api.acceptInvitation({ token, password }) })
  if (setting.isSuccess)
    return (
      <div role="status">
        <h1>{words.done}</h1>
        <p>
          <a className="as-button strong" href={paths.desk}>
            {words.toSignIn}
          </a>
        </p>
      </div>
    )
  return (
    <form
      className="sign-in-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (password && password === again && !setting.isPending) setting.mutate()
      }}
    >
      <h1>{words.title}</h1>
      <p>{words.hello(invitation.name, invitation.district)}</p>
      <div className="field">
        <label htmlFor="invited-login">{words.login}</label>
        <input id="invited-login" value={invitation.login} readOnly autoComplete="username" />
      </div>
      <PasswordField
        label={words.password}
        kind="new-password"
        value={password}
        change={setPassword}
        hint={words.hint}
        wrong={tried && password === '' ? form.missing : undefined}
      />
      <PasswordField
        label={words.again}
        kind="new-password"
        value={again}
        change={setAgain}
        wrong={tried && password !== again ? words.differ : undefined}
      />
      <div role="alert">{setting.isError && <FailureWords thrown={setting.error} kept />}</div>
      <Button type="primary" htmlType="submit" block size="large" loading={setting.isPending}>
        {setting.isPending ? words.submitting : words.submit}
      </Button>
    </form>
  )
}
