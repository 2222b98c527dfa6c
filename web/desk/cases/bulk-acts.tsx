/** Above the lists: acts on many cases that are going on, wait for consent, or have come to an end. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Button from 'antd/es/button'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { BulkActReply } from '../../../src/contract/bulk.ts'
import { useFigure } from '../parts/figure.tsx'
import { useListWords } from './list-words.ts'
import { bulkActsQuery, countsQuery } from './queries.ts'

const BulkReport = lazy(() => import('./bulk-report.tsx'))

const kept = 'jieyou-hidden-bulk-acts'

/** Ends that one has seen and hidden, on this device. */
function hiddenIds(): string[] {
  try {
    return (localStorage.getItem(kept) ?? '').split(' ').filter(Boolean)
  } catch {
    return []
  }
}

export function BulkActs() {
  const { bulk } = useListWords()
  const queries = useQueryClient()
  const [hidden, setHidden] = useState(hiddenIds)
  const [opened, open] = useState<string | null>(null)
  const acts = useQuery(bulkActsQuery).data?.acts ?? []
  const going = acts.some(({ state }) => state === 'going')
  // What was moved stands in every list.
  useEffect(() => {
    if (going) return
    void queries.invalidateQueries({ queryKey: ['cases', 'list'] })
    void queries.invalidateQueries({ queryKey: countsQuery.queryKey })
  }, [going, queries])
  const shown = acts.filter(({ id, state }) => state === 'going' || state === 'proposed' || !hidden.includes(id))
  if (shown.length === 0) return null
  const hide = (id: string) => {
    const next = [...hidden, id].slice(-50)
    setHidden(next)
    try {
      localStorage.setItem(kept, next.join(' '))
    } catch {
      // storage is switched off; it is hidden for as long as the page is open
    }
  }
  return (
    <section className="bulk-acts" aria-label={bulk.strip}>
      {shown.map((act) => (
        <Line key={act.id} act={act} open={() => open(act.id)} hide={() => hide(act.id)} />
      ))}
      {opened && (
        <Suspense>
          <BulkReport id={opened} close={() => open(null)} />
        </Suspense>
      )}
    </section>
  )
}

function Line({ act, open, hide }: { act: BulkActReply; open: () => void; hide: () => void }) {
  const { bulk } = useListWords()
  const figure = useFigure()
  const all = act.done + act.refused + act.waiting
  const over = act.state === 'done' || act.state === 'dropped'
  return (
    <div className="row wrap">
      <b>{bulk.line(bulk.moves[act.move], figure(all))}</b>
      {!act.mine && <span className="muted">{bulk.by(act.askedBy)}</span>}
      <span role="status" className="muted">
        {act.state === 'done' ? bulk.result(figure(act.done), figure(act.refused)) : bulk.state[act.state]}
        {act.state === 'going' && ` ${bulk.progress(figure(all - act.waiting), figure(all))}`}
      </span>
      {act.state === 'going' && <progress value={all - act.waiting} max={all} aria-label={bulk.state.going} />}
      <Button type="text" className="quiet" onClick={open}>
        {act.mayConsent ? bulk.decide : bulk.see}
      </Button>
      {over && (
        <Button type="text" className="quiet" onClick={hide}>
          {bulk.hide}
        </Button>
      )}
    </div>
  )
}
