/** One's passkeys: added on this device, named, removed. */
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser'
import Button from 'antd/es/button'
import { useState } from 'react'
import type { OwnAccountReply } from '../../../src/contract/me.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { CallFailed } from '../../shared/api.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { TextField } from '../places/fields.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { ConfirmPassword } from './confirm-password.tsx'
import { readOwnAccountAgain } from './queries.ts'
import { useMyWords } from './words.ts'

export function PasskeyPart({ account }: { account: OwnAccountReply }) {
  const { passkey: words } = useMyWords()
  const { language } = useWords()
  const failureWords = useFailureWords()
  const [adding, add] = useState(false)
  const [name, setName] = useState<string>(words.nameDefault)
  const able = browserSupportsWebAuthn()

  async function make(password: string) {
    const asked = (await api.beginPasskey({ password })) as Parameters<typeof startRegistration>[0]['optionsJSON']
    const answer = await startRegistration({ optionsJSON: asked }).catch(() => null)
    if (!answer) return sayFailed(words.cancelled)
    await api.addPasskey({ name: name.trim() || words.nameDefault, answer })
    say(words.added)
    add(false)
    await readOwnAccountAgain()
  }

  async function remove(id: string, which: string) {
    if (!confirm(words.removeAsk(which))) return
    try {
      await api.removePasskey(id)
      say(words.removed)
      await readOwnAccountAgain()
    } catch (thrown) {
      if (thrown instanceof CallFailed) sayFailed(failureWords(thrown))
      else throw thrown
    }
  }

  return (
    <section aria-labelledby="my-passkeys">
      <h2 className="sec" id="my-passkeys">
        {words.title}
      </h2>
      {account.passkeys.length === 0 && <p className="muted">{words.off}</p>}
      <ul className="held-roles">
        {account.passkeys.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.name}</b>
              <small>
                {words.made(dayWords(new Date(one.madeAt), language))}
                {' · '}
                {one.lastUsedAt ? words.used(instantWords(new Date(one.lastUsedAt), language)) : words.unused}
              </small>
            </div>
            <Button onClick={() => void remove(one.id, one.name)}>{words.remove}</Button>
          </li>
        ))}
      </ul>
      {!able ? (
        <p className="dim">{words.unable}</p>
      ) : (
        account.hasPassword && <Button onClick={() => add(true)}>{words.add}</Button>
      )}
      {adding && (
        <ConfirmPassword title={words.add} yes={words.add} close={() => add(false)} make={make}>
          <TextField label={words.name} value={name} change={setName} most={100} />
        </ConfirmPassword>
      )}
    </section>
  )
}
