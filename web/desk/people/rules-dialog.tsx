/** Which roles need more than a password in this district. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type StaffRole, staffRoles } from '../../../src/domain/people/actor.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { FailureWords } from '../parts/states.tsx'
import { Dialog } from '../places/dialog.tsx'
import { PlaceForm } from '../places/fields.tsx'
import { say } from '../shell/said.tsx'
import { readPeopleAgain, rulesQuery } from './queries.ts'
import { usePeopleWords } from './words.ts'

export function RulesDialog({ close }: { close: () => void }) {
  const { rules, done } = usePeopleWords()
  const { desk } = useWords()
  const query = useQuery(rulesQuery)
  return (
    <Dialog title={rules.title} close={close}>
      <p className="notice">{rules.more}</p>
      {query.isPending && <p role="status">{desk.loading}</p>}
      {query.isError && <FailureWords thrown={query.error} />}
      {query.data && (
        <Choosing
          before={query.data.roles}
          close={close}
          saved={() => {
            say(done.rules)
            close()
            void readPeopleAgain()
          }}
        />
      )}
    </Dialog>
  )
}

function Choosing({ before, close, saved }: { before: readonly StaffRole[]; close: () => void; saved: () => void }) {
  const { rules } = usePeopleWords()
  const { terms } = useWords()
  const [roles, choose] = useState<readonly StaffRole[]>(before)
  const saving = useMutation({ mutationFn: () => api.setSignInRules({ roles: [...roles] }), onSuccess: saved })
  return (
    <PlaceForm
      submit={() => saving.mutate()}
      close={close}
      pending={saving.isPending}
      error={saving.error}
      label={rules.save}
    >
      <fieldset className="choices">
        <legend className="visually-hidden">{rules.title}</legend>
        <div className="list-of">
          {staffRoles.map((role) => (
            <label key={role}>
              <input
                type="checkbox"
                checked={roles.includes(role)}
                onChange={({ target }) =>
                  choose(target.checked ? [...roles, role] : roles.filter((other) => other !== role))
                }
              />
              <b>{terms.role[role]}</b>
            </label>
          ))}
        </div>
      </fieldset>
    </PlaceForm>
  )
}
