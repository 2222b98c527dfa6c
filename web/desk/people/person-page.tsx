/** One person: how the account stands, as what they work, how they sign in, and everything that was done to it. */
import '../places/places.css'
import './people.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { ArrowLeft, UserMinus } from 'lucide-react'
import { useState } from 'react'
import type { PersonAct, PersonReply } from '../../../src/contract/people.ts'
import type { AccountEventKind } from '../../../src/domain/people/account-state.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { Failed, LoadingPage } from '../parts/states.tsx'
import { Top } from '../shell/top.tsx'
import { type Act, ActDialog } from './act-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { AccountStateMark, RoleWords } from './people-table.tsx'
import { personQuery } from './queries.ts'
import { usePeopleWords } from './words.ts'

const route = getRouteApi('/people/$id')

export default function PersonPage() {
  const { id } = route.useParams()
  const words = usePeopleWords()
  const query = useQuery(personQuery(id))
  const title = query.data?.name ?? words.title
  usePageTitle(title)
  if (query.isPending) return <LoadingPage />
  const back = (
    <Link to="/people" className="back" aria-label={words.list.back} title={words.list.back}>
      <ArrowLeft aria-hidden />
    </Link>
  )
  return (
    <>
      <Top title={title} before={back} {...(query.data && { where: words.state[query.data.state] })} />
      <main className="main place person" id="main" tabIndex={-1}>
        {query.isError ? (
          <Failed title={words.one.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : (
          <Opened key={query.data.id} person={query.data} />
        )}
      </main>
    </>
  )
}

function Opened({ person }: { person: PersonReply }) {
  const words = usePeopleWords()
  const [doing, act] = useState<Act | 'leave' | null>(null)
  return (
    <>
      <About person={person} act={act} />
      <Roles person={person} act={act} />
      <section>
        <h2 className="sec">{words.one.history}</h2>
        <History person={person} />
      </section>
      {doing === 'leave' && <LeaveDialog person={person} close={() => act(null)} />}
      {doing && doing !== 'leave' && <ActDialog person={person} doing={doing} close={() => act(null)} />}
    </>
  )
}

type Acting = { readonly person: PersonReply; readonly act: (next: Act | 'leave') => void }

/** What can be done to the account as it stands. */
function actsOn({ state, invitedUntil, sessions, hasSecondFactor, passkeys }: PersonReply): PersonAct[] {
  if (state === 'left') return []
  return [
    'describe',
    ...(invitedUntil ? (['revoke-invitation'] as const) : []),
    ...(sessions > 0 ? (['end-sessions'] as const) : []),
    ...(hasSecondFactor || passkeys > 0 ? (['reset-second-factor'] as const) : []),
    ...(state === 'disabled' ? (['enable'] as const) : (['disable'] as const)),
  ]
}

function About({ person, act }: Acting) {
  const words = usePeopleWords()
  const { language } = useWords()
  const { one } = words
  return (
    <section>
      <dl className="told">
        <dt>{words.list.stateColumn}</dt>
        <dd>
          <AccountStateMark row={person} />
        </dd>
        <dt>{one.login}</dt>
        <dd>{person.login}</dd>
        <dt>{one.email}</dt>
        <dd>{person.email || <span className="dim">{one.noEmail}</span>}</dd>
        <dt>{one.lastSignedIn}</dt>
        <dd>
          {person.lastSignedInAt ? (
            instantWords(new Date(person.lastSignedInAt), language)
          ) : (
            <span className="dim">{words.list.never}</span>
          )}
        </dd>
        <dt>{one.second}</dt>
        <dd>{one.secondOf(person.hasSecondFactor, person.passkeys)}</dd>
        <dt>{one.sessions}</dt>
        <dd>{one.sessionsOf(person.sessions)}</dd>
      </dl>
      {person.leftAt && <p className="notice">{one.left(dayWords(new Date(person.leftAt), language))}</p>}
      {person.leaving && <p className="notice">{one.leavingBegun}</p>}
      {person.mayKeep && (
        <div className="row wrap deeds">
          {(person.state === 'active' || person.state === 'invited') && (
            <Button type={person.state === 'invited' ? 'primary' : 'default'} onClick={() => act({ act: 'invite' })}>
              {person.state === 'invited' ? words.act.invite : words.act['invite-again']}
            </Button>
          )}
          {actsOn(person).map((each) => (
            <Button key={each} onClick={() => act({ act: each })}>
              {words.act[each]}
            </Button>
          ))}
          {!person.isMe && (person.state !== 'left' || person.leaving) && (
            <Button danger icon={<UserMinus />} onClick={() => act('leave')}>
              {person.leaving ? words.act['leave-on'] : words.act.leave}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function Roles({ person, act }: Acting) {
  const words = usePeopleWords()
  const mayChange = person.mayKeep && person.state !== 'left'
  return (
    <section>
      <h2 className="sec">{words.one.roles}</h2>
      {person.roles.length === 0 && <p className="dim">{words.one.noRoles}</p>}
      <ul className="held-roles">
        {person.roles.map((held) => (
          <li key={`${held.role} ${held.unitId}`}>
            <div>
              <RoleWords held={held} />
            </div>
            {mayChange && (
              <div className="row">
                <Button size="small" onClick={() => act({ act: 'give-role', held })}>
                  {words.act['change-term']}
                </Button>
                <Button size="small" onClick={() => act({ act: 'take-role', held })}>
                  {words.act['take-role']}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayChange && <Button onClick={() => act({ act: 'give-role' })}>{words.act['give-role']}</Button>}
    </section>
  )
}

function History({ person: { history } }: { person: PersonReply }) {
  const words = usePeopleWords()
  const { language } = useWords()
  if (history.length === 0) return <p className="dim">{words.one.noHistory}</p>
  return (
    <ol className="deeds-done">
      {history.map(({ id, kind, at, who, by, said }) => (
        <li key={id}>
          <time dateTime={at}>{instantWords(new Date(at), language)}</time>
          <div>
            <b>{words.did[kind as AccountEventKind] ?? kind}</b>
            {said && <p>{said}</p>}
            <p className="dim">{[who ?? words.one.system, by].filter(Boolean).join(' · ')}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
