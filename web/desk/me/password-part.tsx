/** One's password, changed after it was typed once more. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { useState } from 'react'
import { api } from '../connection.ts'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { say } from '../shell/said.tsx'
import { PasswordField } from './password-field.tsx'
import { readOwnAccountAgain } from './queries.ts'
import { useMyWords } from './words.ts'

export function PasswordPart({ hasPassword }: { hasPassword: boolean }) {
  const { password: words } = useMyWords()
  const [open, setOpen] = useState(false)
  return (
    <section aria-labelledby="my-password">
      <h2 className="sec" id="my-password">
        {words.title}
      </h2>
      {hasPassword ? (
        <Button onClick={() => setOpen(true)}>{words.change}</Button>
      ) : (
        <p className="dim">{words.none}</p>
      )}
      {open && <Changing close={() => setOpen(false)} />}
    </section>
  )
}

function Changing({ close }: { close: () => void }) {
  const { password: words, save, saving, cancel } = useMyWords()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const changing = useMutation({
    mutationFn: () => api.changePassword({ current, password: next }),
    onSuccess: async () => {
      say(words.done)
      close()
      await readOwnAccountAgain()
    },
  })
  const missing = (value: string) => (tried && value === '' ? words.missing : undefined)
  const differ = tried && next !== again ? words.differ : undefined
  return (
    <Dialog title={words.change} close={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (current && next && next === again && !changing.isPending) changing.mutate()
        }}
      >
        <PasswordField
          label={words.current}
          kind="current-password"
          value={current}
          change={setCurrent}
          wrong={missing(current)}
        />
        <PasswordField
          label={words.next}
          kind="new-password"
          value={next}
          change={setNext}
          hint={words.hint}
          wrong={missing(next)}
        />
        <PasswordField label={words.again} kind="new-password" value={again} change={setAgain} wrong={differ} />
        <div role="alert">{changing.isError && <FailureWords thrown={changing.error} kept />}</div>
        <div className="row wrap">
          <Button type="primary" htmlType="submit" loading={changing.isPending}>
            {changing.isPending ? saving : save}
          </Button>
          <Button onClick={close}>{cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
