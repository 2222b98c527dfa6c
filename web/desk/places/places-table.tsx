/** Places as a table one can read down: name, owner, code, use. On a phone, a card each. */
import { Link } from '@tanstack/react-router'
import type { PlaceRowReply } from '../../../src/contract/places.ts'
import { dayWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { type PlaceWords, spelled, usePlaceWords } from './words.ts'

type Chosen = ReadonlyMap<string, PlaceRowReply>
type Given = {
  readonly rows: readonly PlaceRowReply[]
  readonly chosen: Chosen
  readonly choose: (next: Chosen) => void
}

export function PlacesTable({ rows, chosen, choose }: Given) {
  const words = usePlaceWords()
  const all = rows.length > 0 && rows.every(({ id }) => chosen.has(id))
  const toggle = (row: PlaceRowReply) => {
    const next = new Map(chosen)
    if (!next.delete(row.id)) next.set(row.id, row)
    choose(next)
  }
  return (
    <table className="place-rows">
      <caption className="visually-hidden">{words.list.label}</caption>
      <thead>
        <tr>
          <th scope="col" className="check">
            <input
              type="checkbox"
              aria-label={words.list.selectAll}
              checked={all}
              onChange={() => choose(all ? new Map() : new Map(rows.map((row) => [row.id, row])))}
            />
          </th>
          <th scope="col">{words.list.name}</th>
          <th scope="col">{words.list.owner}</th>
          <th scope="col">{words.list.code}</th>
          <th scope="col" className="n">
            {words.list.use}
          </th>
          <th scope="col">{words.list.last}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} words={words} chosen={chosen.has(row.id)} toggle={() => toggle(row)} />
        ))}
      </tbody>
    </table>
  )
}

function Row(given: { row: PlaceRowReply; words: PlaceWords; chosen: boolean; toggle: () => void }) {
  const { row, words, chosen, toggle } = given
  const { language } = useWords()
  const figure = useFigure()
  return (
    <tr className={chosen ? 'sel' : ''}>
      <td className="check">
        <input type="checkbox" aria-label={words.list.select(row.name)} checked={chosen} onChange={toggle} />
      </td>
      <th scope="row" className="what">
        <Link to="/places/$id" params={{ id: row.id }}>
          {row.kind === 'deputy' ? words.deputy(row.name) : row.name}
        </Link>
        <small>{typeWords(row, words)}</small>
      </th>
      <td className="owner">{ownerWords(row, words)}</td>
      <td className="code">{row.code ? spelled(row.code) : <span className="st wait">{words.list.noCode}</span>}</td>
      <td className="n" data-label={words.list.use}>
        {row.usedLately > 0 ? figure(row.usedLately) : <span className="dim">0</span>}
      </td>
      <td className="last">
        {row.lastUsedOn ? dayWords(row.lastUsedOn, language) : <span className="dim">{words.list.never}</span>}
        {row.silent && <small className="st late">{words.list.silent}</small>}
      </td>
    </tr>
  )
}

/** What kind of place it is, in one word or two. */
export function typeWords({ kind, type }: Pick<PlaceRowReply, 'kind' | 'type'>, words: PlaceWords): string {
  if (kind === 'point' && type) return words.pointType[type as keyof PlaceWords['pointType']]
  if (kind === 'station' && type) return words.stationType[type as keyof PlaceWords['stationType']]
  return words.kind[kind]
}

/** Whose it is, the narrowest last. */
export const ownerWords = ({ kind, town, station, deputy }: PlaceRowReply, words: PlaceWords): string =>
  [kind !== 'town' && town.name, station?.name, deputy && words.deputy(deputy.name)].filter(Boolean).join(' · ')
