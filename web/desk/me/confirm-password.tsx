/** Asks for one's own password before something that matters, and does it. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { type ReactNode, useState } from 'react'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PasswordField } from './password-field.tsx'
import { useMyWords } from './words.ts'

type Given = {
  readonly title: string
  readonly more?: string
  readonly yes: string
  readonly make: (password: string) => Promise<unknown>
  readonly close: () => void
  readonly children?: ReactNode
}

export function ConfirmPassword({ title, more, yes, make, close, children }: Given) {
  const { password: words, saving, cancel } = useMyWords()
  const [password, type] = useState('')
  const [tried, setTried] = useState(false)
  const making = useMutation({ mutationFn: () => make(password) })
  return (
    <Dialog title={title} close={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (password && !making.isPending) making.mutate()
        }}
      >
        {more && <p className="notice">{more}</p>}
        {children}
        <PasswordField
          label={words.current}
          kind="current-password"
          value={password}
          change={type}
          hint={words.confirmWith}
          wrong={tried && password === '' ? words.missing : undefined}
        />
        <div role="alert">{making.isError && <FailureWords thrown={making.error} kept />}</div>
        <div className="row wrap">
          <Button type="primary" htmlType="submit" loading={making.isPending}>
            {making.isPending ? saving : yes}
          </Button>
          <Button onClick={close}>{cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
