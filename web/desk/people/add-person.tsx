/** Adding a person: who, as what; and then the link for them to set their password. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../connection.ts'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm, TextField } from '../places/fields.tsx'
import { InvitationBox } from './invitation-box.tsx'
import { readPeopleAgain } from './queries.ts'
import { isWholeRole, noRole, RoleFields, roleBody } from './role-fields.tsx'
import { usePeopleWords } from './words.ts'

export function AddPerson({ close }: { close: () => void }) {
  const { form, list } = usePeopleWords()
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState(noRole)
  const [tried, setTried] = useState(false)
  const ready = name.trim() !== '' && login.trim() !== '' && (role.role === '' || isWholeRole(role))
  const adding = useMutation({
    mutationFn: () => api.addPerson({ name, login, email, roles: role.role === '' ? [] : [roleBody(role)] }),
    onSuccess: () => void readPeopleAgain(),
  })
  if (adding.data) return <InvitationBox name={name.trim()} invitation={adding.data.invitation} close={close} />
  return (
    <Dialog title={list.add} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (ready) adding.mutate()
        }}
        close={close}
        pending={adding.isPending}
        error={adding.error}
        label={form.addAndInvite}
      >
        <TextField label={form.name} value={name} change={setName} missing={tried && name.trim() === ''} most={100} />
        <TextField
          label={form.login}
          hint={form.loginHint}
          value={login}
          change={setLogin}
          missing={tried && login.trim() === ''}
          most={64}
        />
        <TextField label={form.email} hint={form.emailHint} value={email} change={setEmail} most={254} />
        <RoleFields draft={role} change={setRole} tried={tried} optional />
      </PlaceForm>
    </Dialog>
  )
}
