/** My account: password, second step, passkeys, and where I am signed in. */
import '../places/places.css'
import '../people/people.css'
import './me.css'
import { useQuery } from '@tanstack/react-query'
import { usePageTitle } from '../language.tsx'
import { Failed, LoadingPage } from '../parts/states.tsx'
import { Top } from '../shell/top.tsx'
import { PasskeyPart } from './passkey-part.tsx'
import { PasswordPart } from './password-part.tsx'
import { ownAccountQuery } from './queries.ts'
import { SecondPart } from './second-part.tsx'
import { SessionsPart } from './sessions-part.tsx'
import { useMyWords } from './words.ts'

export default function MyPage() {
  const words = useMyWords()
  const query = useQuery(ownAccountQuery)
  usePageTitle(words.title)
  if (query.isPending) return <LoadingPage />
  return (
    <>
      <Top title={words.title} {...(query.data && { where: `${query.data.name} · ${query.data.login}` })} />
      <main className="main my-account" id="main" tabIndex={-1}>
        {query.isError ? (
          <Failed title={words.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : (
          <>
            <PasswordPart hasPassword={query.data.hasPassword} />
            <SecondPart account={query.data} />
            <PasskeyPart account={query.data} />
            <SessionsPart account={query.data} />
          </>
        )}
      </main>
    </>
  )
}
