/** What was done to a place, by whom and why. */
import type { PlaceReply } from '../../../src/contract/places.ts'
import { instantWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { type PlaceWords, usePlaceWords } from './words.ts'

export function PlaceHistory({ history }: Pick<PlaceReply, 'history'>) {
  const words = usePlaceWords()
  const { language } = useWords()
  if (history.length === 0) return <p className="dim">{words.one.nothingYet}</p>
  return (
    <ol className="deeds-done">
      {history.map(({ id, kind, at, who, by, words: reason, change }) => (
        <li key={id}>
          <time dateTime={at}>{instantWords(new Date(at), language)}</time>
          <div>
            <b>{words.did[kind as keyof PlaceWords['did']] ?? kind}</b>
            {change && (change.from || change.to) && (
              <p>{change.from && change.to ? words.from(change.from, change.to) : change.from || change.to}</p>
            )}
            {reason && <p className="as-written">{reason}</p>}
            <p className="dim">{[who ?? words.one.system, by].filter(Boolean).join(' · ')}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
