/** For whoever must have more than a password and has not set it up: this first, then the desk. */
import '../places/places.css'
import '../people/people.css'
import './me.css'
import { useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { api } from '../connection.ts'
import { usePageTitle } from '../language.tsx'
import { Failed, LoadingPage } from '../parts/states.tsx'
import { SaidNow } from '../shell/said.tsx'
import { PasskeyPart } from './passkey-part.tsx'
import { ownAccountQuery } from './queries.ts'
import { SecondPart } from './second-part.tsx'
import { useMyWords } from './words.ts'

export default function SecuringPage() {
  const words = useMyWords()
  const query = useQuery(ownAccountQuery)
  usePageTitle(words.securing.title)
  if (query.isPending) return <LoadingPage />
  return (
    <main className="securing">
      <h1>{words.securing.title}</h1>
      <p className="muted">{words.securing.more}</p>
      {query.isError ? (
        <Failed title={words.failed} thrown={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="my-account">
          <SecondPart account={query.data} />
          <PasskeyPart account={query.data} />
        </div>
      )}
      <Button onClick={() => void api.signOut().finally(() => location.assign('/desk'))}>{words.securing.leave}</Button>
      <SaidNow />
    </main>
  )
}
