/** One line of the quarantine: what is nearly the same, how many, where, and what can be done with all of it. */
import { Link } from '@tanstack/react-router'
import Button from 'antd/es/button'
import type { FoldReply } from '../../../src/contract/quarantine.ts'
import { deadlineWords } from '../../../src/words/dates.ts'
import { useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { labelOf } from './decide.tsx'
import { type TogetherMove, useTogether } from './together.ts'

/** The moves on a line, the likeliest first. */
export const movesOf = (fold: FoldReply): readonly TogetherMove[] =>
  fold.declineProposed ? ['release', 'decline', 'drop-decline'] : ['release', 'propose-decline']

type Given = {
  readonly fold: FoldReply
  readonly id: string
  readonly mayMove: boolean
  readonly decide: (move: TogetherMove) => void
  readonly isOpen: boolean
  readonly open: (isOpen: boolean) => void
}

export function FoldLine({ fold, id, mayMove, decide, isOpen, open }: Given) {
  const { quarantine, terms, language } = useWords()
  const figure = useFigure()
  const together = useTogether()
  const count = figure(fold.cases.length)
  const places = fold.places.join(quarantine.between)
  return (
    <article className="fold" id={id} tabIndex={-1} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <b>{quarantine.count(count)}</b>
        {fold.title}
      </h2>
      <p className="dim">
        {[
          fold.morePlaces > 0 ? `${places}${quarantine.morePlaces(figure(fold.morePlaces))}` : places,
          fold.dueAt && quarantine.releasedAt(deadlineWords(new Date(fold.dueAt), language)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {fold.declineProposed && (
        <p className="notice">{quarantine.proposed(terms.declineReason[fold.declineProposed.reason])}</p>
      )}
      {mayMove && (
        <div className="row">
          {movesOf(fold).map((move, at) => (
            <Button key={move} className={at === 0 ? 'first' : ''} onClick={() => decide(move)}>
              {labelOf(quarantine, move)(count)}
            </Button>
          ))}
        </div>
      )}
      <details open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
        <summary>{quarantine.unfold}</summary>
        <ul>
          {fold.cases.map((item) => (
            <li key={item.id}>
              <div>
                <Link to="/cases/$id" params={{ id: item.id }}>
                  {item.title}
                </Link>
                <p>
                  {item.place} · {item.number}
                </p>
              </div>
              {mayMove && (
                <Button
                  loading={together.isPending && together.variables.ids[0] === item.id}
                  onClick={() => together.mutate({ move: 'release', ids: [item.id], more: {} })}
                >
                  {quarantine.releaseOne}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}
