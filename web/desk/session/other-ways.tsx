/** Signing in without typing a password: a passkey of this device, or the account of the work platform. */
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { Fingerprint } from 'lucide-react'
import type { MeReply } from '../../../src/contract/sessions.ts'
import { paths } from '../../shared/paths.ts'
import { api } from '../connection.ts'
import { useMyWords } from '../me/words.ts'
import { FailureWords } from '../parts/states.tsx'

/** `over`: over a page one was working on, which another address would take away. */
export function OtherWays({ done, over = false }: { done: (me: MeReply) => void; over?: boolean }) {
  const { signIn: words } = useMyWords()
  const ways = useQuery({ queryKey: ['sign-in-ways'], queryFn: api.signInWays, staleTime: Number.POSITIVE_INFINITY })
  const signing = useMutation({
    mutationFn: async () => {
      const optionsJSON = (await api.askPasskey()) as Parameters<typeof startAuthentication>[0]['optionsJSON']
      // Whoever looks for no passkey after all is told nothing: they know.
      const answer = await startAuthentication({ optionsJSON }).catch(() => null)
      return answer && api.signInWithPasskey(answer)
    },
    onSuccess: (me) => {
      if (me) done(me)
    },
  })
  const elsewhere = over ? null : ways.data?.elsewhere
  if (!browserSupportsWebAuthn() && !elsewhere) return null
  return (
    <div className="other-ways">
      <p className="dim">{words.or}</p>
      {browserSupportsWebAuthn() && (
        <Button block size="large" icon={<Fingerprint />} loading={signing.isPending} onClick={() => signing.mutate()}>
          {words.passkey}
        </Button>
      )}
      {elsewhere && (
        <a className="elsewhere" href={paths.signInElsewhere}>
          {words.elsewhere(elsewhere)}
        </a>
      )}
      <div role="alert">{signing.isError && <FailureWords thrown={signing.error} />}</div>
    </div>
  )
}
