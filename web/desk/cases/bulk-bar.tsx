/** What can be done with the chosen cases; below the list while any are chosen. */
import Button from 'antd/es/button'
import { useState } from 'react'
import { type BulkMove, bulkMoves } from '../../../src/domain/cases/bulk.ts'
import { mostTogether } from '../../../src/domain/cases/to-do.ts'
import { api } from '../connection.ts'
import { useFigure } from '../parts/figure.tsx'
import { useFailureWords } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { asQuery } from './filters.ts'
import { useListWords } from './list-words.ts'
import { pickAll, unpickAll, usePicking } from './picking.ts'
import type { CaseList } from './queries.ts'

/** A deputy hands nothing over, and only the offices urge. */
const movesOf: Readonly<Record<string, readonly BulkMove[]>> = {
  deputy: ['accept', 'message', 'answer-directly'],
  station: ['accept', 'hand-over', 'merge', 'message', 'answer-directly'],
  town: bulkMoves,
  district: bulkMoves,
}

export default function BulkBar({ list }: { list: CaseList }) {
  const { bulk } = useListWords()
  const me = useMe()
  const figure = useFigure()
  const failureWords = useFailureWords()
  const { picked } = usePicking()
  const [move, choose] = useState<BulkMove | null>(null)
  const [picking, setPicking] = useState(false)
  const mine = bulkMoves.filter((one) => me.memberships.some(({ role }) => movesOf[role]?.includes(one)))

  async function all() {
    setPicking(true)
    try {
      const { cases, next } = await api.listCases({ view: list.view, ...asQuery(list.filters), limit: mostTogether })
      pickAll(cases)
      if (next) say(bulk.pickedAll(figure(cases.length)))
    } catch (thrown) {
      sayFailed(failureWords(thrown))
    } finally {
      setPicking(false)
    }
  }
  return (
    <section className="bulk-bar" aria-label={bulk.bar}>
      <b role="status">{bulk.picked(figure(picked.size))}</b>
      <Button type="text" id="pick-all" loading={picking} onClick={() => void all()}>
        {picking ? bulk.pickingAll : bulk.pickAll(figure(mostTogether))}
      </Button>
      <Button type="text" onClick={unpickAll}>
        {bulk.clear}
      </Button>
      <span className="row wrap moves">
        {mine.map((one) => (
          <Button key={one} disabled={picked.size === 0} onClick={() => choose(one)}>
            {bulk.moves[one]}
          </Button>
        ))}
      </span>
      {move && <BulkDialog move={move} cases={[...picked.values()]} close={() => choose(null)} />}
    </section>
  )
}
