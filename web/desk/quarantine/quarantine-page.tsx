/** The quarantine: everything that waits for a person to look at it first, nearly identical reports as one line. */
import './quarantine.css'
import '../moves/form.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FoldReply } from '../../../src/contract/quarantine.ts'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { useFigure } from '../parts/figure.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { useKeys } from '../shell/keys.ts'
import { Top } from '../shell/top.tsx'
import { Decide } from './decide.tsx'
import { FoldLine, movesOf } from './fold-line.tsx'
import { quarantineQuery, type TogetherMove } from './together.ts'

const lineId = (caseId: string) => `fold-${caseId}`

export default function QuarantinePage() {
  const { desk, quarantine } = useWords()
  const me = useMe()
  const figure = useFigure()
  usePageTitle(quarantine.title)
  const query = useQuery(quarantineQuery)
  const [chosen, choose] = useState(0)
  // A line is known by its first case, which stays when others join it.
  const [deciding, decide] = useState<{ line: string; move: TogetherMove } | null>(null)
  // By cases: a line that loses its first case stays unfolded.
  const [unfolded, unfold] = useState<ReadonlySet<string>>(new Set())
  const mayMove = mayDo('decide-quarantine', me.memberships)
  const folds = query.data?.folds ?? []
  const firstOf = (at: number) => folds[at]?.cases[0]?.id ?? ''
  const decided = deciding && folds.find(({ cases }) => cases[0]?.id === deciding.line)

  const isOpen = ({ cases }: FoldReply) => cases.some(({ id }) => unfolded.has(id))
  const setOpen = (fold: FoldReply, next: boolean) => {
    if (next === isOpen(fold)) return
    const others = [...unfolded].filter((id) => !fold.cases.some((item) => item.id === id))
    unfold(new Set(next ? [...others, ...fold.cases.map(({ id }) => id)] : others))
  }
  const step = (by: number) => () => {
    const next = Math.min(folds.length - 1, Math.max(0, chosen + by))
    choose(next)
    document.getElementById(lineId(firstOf(next)))?.focus()
  }
  const open = () => {
    const fold = folds[chosen]
    if (fold) setOpen(fold, !isOpen(fold))
  }
  const openMove = (at: number) => () => {
    const fold = folds[chosen]
    const move = fold && mayMove && movesOf(fold)[at]
    if (move) decide({ line: firstOf(chosen), move })
  }
  useKeys({ j: step(1), k: step(-1), Enter: open, 1: openMove(0), 2: openMove(1), 3: openMove(2) })

  return (
    <>
      <Top
        title={quarantine.title}
        {...(query.data && folds.length > 0 && { where: quarantine.shown(figure(query.data.shown)) })}
      />
      <main className="main quarantine" id="main" tabIndex={-1} aria-busy={query.isPending}>
        <p className="about">{quarantine.about}</p>
        {query.isPending ? (
          <p role="status">{desk.loading}</p>
        ) : query.isError && folds.length === 0 ? (
          <Failed title={quarantine.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : folds.length === 0 ? (
          <Nothing title={quarantine.none}>{quarantine.noneMore}</Nothing>
        ) : (
          <section aria-label={quarantine.label}>
            {folds.map((fold, at) => (
              <FoldLine
                key={firstOf(at)}
                id={lineId(firstOf(at))}
                fold={fold}
                mayMove={mayMove}
                isOpen={isOpen(fold)}
                open={(next) => setOpen(fold, next)}
                decide={(move) => {
                  choose(at)
                  decide({ line: firstOf(at), move })
                }}
              />
            ))}
            {query.data?.more && <p className="dim">{quarantine.more}</p>}
          </section>
        )}
      </main>
      {deciding && decided && (
        <Decide
          key={`${deciding.line} ${deciding.move}`}
          fold={decided}
          move={deciding.move}
          close={() => decide(null)}
        />
      )}
    </>
  )
}
