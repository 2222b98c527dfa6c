/** One act on a person: what it asks, what it warns of, and what is said when it is done. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HeldRoleReply, PersonAct, PersonActBodies, PersonReply } from '../../../src/contract/people.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm, TextField } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { InvitationBox } from './invitation-box.tsx'
import { readPeopleAgain } from './queries.ts'
import { isWholeRole, noRole, type RoleDraft, RoleFields, roleBody } from './role-fields.tsx'
import { type PeopleWords, usePeopleWords } from './words.ts'

/** What is being done; a role where it is about one that the person has. */
export type Act = { readonly act: PersonAct; readonly held?: HeldRoleReply } | { readonly act: 'invite' }

type Given = { readonly person: PersonReply; readonly close: () => void }

export function ActDialog({ person, doing, close }: Given & { readonly doing: Act }) {
  if (doing.act === 'invite') return <Inviting person={person} close={close} />
  return <Acting person={person} act={doing.act} held={'held' in doing ? doing.held : undefined} close={close} />
}

const draftOf = (held: HeldRoleReply | undefined): RoleDraft =>
  held
    ? { role: held.role, unitId: held.unitId ?? '', fromDay: held.fromDay ?? '', untilDay: held.untilDay ?? '' }
    : noRole

function Acting({ person, act, held, close }: Given & { act: PersonAct; held: HeldRoleReply | undefined }) {
  const words = usePeopleWords()
  const { terms } = useWords()
  const [name, setName] = useState(person.name)
  const [email, setEmail] = useState(person.email)
  const [role, setRole] = useState(draftOf(held))
  const [tried, setTried] = useState(false)
  const body = (): PersonActBodies[PersonAct] => {
    switch (act) {
      case 'describe':
        return { name, email }
      case 'give-role':
        return roleBody(role)
      case 'take-role':
        return { role: role.role || 'auditor', unitId: held?.unitId ?? null }
      default:
        return {}
    }
  }
  const acting = useMutation({
    mutationFn: () => api.actOnPerson(person.id, act, body()),
    onSuccess: async () => {
      say(words.done[act])
      close()
      await readPeopleAgain()
    },
  })
  const ready = act === 'describe' ? name.trim() !== '' : act !== 'give-role' || isWholeRole(role)
  const heldName = held ? [terms.role[held.role], held.unitName].join(' · ') : ''
  const asks = askedBefore(act, person, heldName, words)
  const title = act === 'give-role' && held ? `${words.act['change-term']}：${heldName}` : words.act[act]
  return (
    <Dialog title={asks?.title ?? title} close={close}>
      <PlaceForm
        submit={() => {
          setTried(true)
          if (ready) acting.mutate()
        }}
        close={close}
        pending={acting.isPending}
        error={acting.error}
        {...(asks && { label: words.act[act], leave: words.ask.keep })}
      >
        {asks && <p className="notice">{asks.more}</p>}
        {act === 'describe' && (
          <>
            <TextField
              label={words.form.name}
              value={name}
              change={setName}
              missing={tried && name.trim() === ''}
              most={100}
            />
            <TextField
              label={words.form.email}
              hint={words.form.emailHint}
              value={email}
              change={setEmail}
              most={254}
            />
          </>
        )}
        {act === 'give-role' && <RoleFields draft={role} change={setRole} tried={tried} fixed={held !== undefined} />}
      </PlaceForm>
    </Dialog>
  )
}

/** What takes something away is asked first. */
function askedBefore(act: PersonAct, { name }: PersonReply, held: string, { ask }: PeopleWords) {
  switch (act) {
    case 'disable':
      return { title: ask.disable(name), more: ask.disableMore }
    case 'take-role':
      return { title: ask['take-role'](held), more: ask['take-roleMore'] }
    case 'end-sessions':
    case 'reset-second-factor':
    case 'revoke-invitation':
      return { title: ask[act](name), more: ask[`${act}More`] }
    default:
      return null
  }
}

function Inviting({ person, close }: Given) {
  const words = usePeopleWords().invitation
  const inviting = useMutation({
    mutationFn: () => api.invite(person.id),
    onSuccess: () => void readPeopleAgain(),
  })
  if (inviting.data) return <InvitationBox name={person.name} invitation={inviting.data.invitation} close={close} />
  return (
    <Dialog title={words.inviteAsk(person.name)} close={close}>
      <PlaceForm
        submit={() => inviting.mutate()}
        close={close}
        pending={inviting.isPending}
        error={inviting.error}
        label={words.make}
      >
        <p className="notice">{words.inviteMore}</p>
      </PlaceForm>
    </Dialog>
  )
}
