/** Where one is signed in: end one, or all others. */
import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import type { OwnAccountReply } from '../../../src/contract/me.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { readOwnAccountAgain } from './queries.ts'
import { useMyWords } from './words.ts'

export function SessionsPart({ account }: { account: OwnAccountReply }) {
  const { sessions: words } = useMyWords()
  const { language } = useWords()
  const failureWords = useFailureWords()
  const ending = useMutation({
    mutationFn: (id: string | null) => (id === null ? api.endOtherSessions() : api.endSession(id)),
    onSuccess: async () => {
      say(words.ended)
      await readOwnAccountAgain()
    },
    onError: (thrown) => sayFailed(failureWords(thrown)),
  })
  const when = (at: string) => instantWords(new Date(at), language)
  return (
    <section aria-labelledby="my-sessions">
      <h2 className="sec" id="my-sessions">
        {words.title}
      </h2>
      <ul className="held-roles">
        {account.sessions.map((one) => (
          <li key={one.id}>
            <div>
              <b>{one.device || words.unknown}</b> {one.isThis && <span className="tag">{words.isThis}</span>}
              <small>
                {words.began(when(one.beganAt))}
                {one.lastUsedAt && ` · ${words.used(when(one.lastUsedAt))}`}
              </small>
            </div>
            {!one.isThis && (
              <Button loading={ending.isPending} onClick={() => ending.mutate(one.id)}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {account.sessions.length > 1 ? (
        <Button loading={ending.isPending} onClick={() => ending.mutate(null)}>
          {words.endOthers}
        </Button>
      ) : (
        <p className="dim">{words.none}</p>
      )}
    </section>
  )
}
