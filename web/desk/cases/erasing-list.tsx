/** Above the lists of the district's office: the erasings that wait for a second person. Nothing when there are none. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { useMe } from '../session/me.tsx'
import { useErasingWords } from './erasing-words.ts'
import { erasuresQuery } from './queries.ts'

export function WaitingErasures() {
  const words = useErasingWords()
  const me = useMe()
  const isOffice = mayDo('erase', me.memberships)
  const { data } = useQuery({ ...erasuresQuery, enabled: isOffice })
  if (!data || data.erasures.length === 0) return null
  return (
    <details className="erasures">
      <summary>{words.waiting(data.erasures.length)}</summary>
      <ul>
        {data.erasures.map(({ caseId, number, wish, askedBy, mine }) => (
          <li key={caseId}>
            <Link to="/cases/$id" params={{ id: caseId }}>
              {words.waitingOf(number, words.wish[wish], askedBy)}
            </Link>
            {mine && <span className="dim">　{words.waitingMine}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
