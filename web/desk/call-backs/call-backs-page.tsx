/** Calling residents back: drawing cases, whom to call, and what was heard beside what they judged themselves. */
import './call-backs.css'
import '../moves/form.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import type { CallBacksReply } from '../../../src/contract/call-backs.ts'
import { dayWords, instantWords } from '../../../src/words/dates.ts'
import { api } from '../connection.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { ExportMenu } from '../parts/export-menu.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { Top } from '../shell/top.tsx'
import { CallLine } from './call-line.tsx'
import { DrawForm } from './draw-form.tsx'
import { useCallWords } from './words.ts'

const route = getRouteApi('/call-backs')

export const callBacksQuery = (draw: string | undefined) =>
  queryOptions({
    queryKey: ['cases', 'call-backs', draw ?? ''] as const,
    queryFn: ({ signal }) => api.callBacks(draw, signal),
  })

export default function CallBacksPage() {
  const { desk } = useWords()
  const words = useCallWords()
  usePageTitle(words.title)
  const { draw } = route.useSearch()
  const query = useQuery(callBacksQuery(draw))
  return (
    <>
      <Top title={words.title} />
      <main className="main call-backs" id="main" tabIndex={-1} aria-busy={query.isPending}>
        {query.isPending ? (
          <p role="status">{desk.loading}</p>
        ) : query.isError ? (
          <Failed title={words.failed} thrown={query.error} retry={() => void query.refetch()} />
        ) : (
          <Known reply={query.data} />
        )}
      </main>
    </>
  )
}

function Known({ reply }: { reply: CallBacksReply }) {
  const words = useCallWords()
  const { language } = useWords()
  const navigate = useNavigate()
  const id = useId()
  const { draws, calls } = reply
  const opened = draws.find((one) => one.id === reply.draw)
  const open = (draw: string) => void navigate({ to: '/call-backs', search: { draw } })
  const days = ({ from, until }: CallBacksReply['draws'][number]) =>
    words.period(dayWords(from, language), dayWords(until, language))
  return (
    <>
      <p className="about">{words.about(reply.office)}</p>
      <DrawForm done={open} />
      {!opened ? (
        <Nothing title={words.none}>{words.noneMore}</Nothing>
      ) : (
        <>
          <div className="row wrap between which">
            <label htmlFor={id}>
              <span className="visually-hidden">{words.which}</span>
              <select id={id} value={opened.id} onChange={(event) => open(event.target.value)}>
                {draws.map((one) => (
                  <option key={one.id} value={one.id}>
                    {days(one)}
                  </option>
                ))}
              </select>
            </label>
            <span className="muted">{words.of(opened.drawn, opened.drawnFrom)}</span>
            <ExportMenu name="call-backs" read={(format) => api.exportCallBacks(opened.id, format)} words={words} />
          </div>
          <Figures draw={opened} />
          <details>
            <summary>{words.seed}</summary>
            <p className="dim">{words.by(opened.drawnBy, instantWords(new Date(opened.drawnAt), language))}</p>
            <p className="dim seed">{words.seedWords(opened.treeSize, opened.seed)}</p>
          </details>
          <ol className="calls">
            {calls.map((call) => (
              <CallLine key={call.caseId} draw={opened.id} call={call} />
            ))}
          </ol>
        </>
      )}
    </>
  )
}

/** Every figure with what it is out of; none where nobody answered. */
function Figures({ draw }: { draw: CallBacksReply['draws'][number] }) {
  const { figures } = useCallWords()
  const heard = [
    [figures.answered, draw.answered, draw.drawn],
    [figures.notReached, draw.notReached, draw.drawn],
    [figures.refused, draw.refused, draw.drawn],
    [figures.solved, draw.solved, draw.answered],
    [figures.satisfied, draw.satisfied, draw.answered],
    [figures.own, draw.judgedSolved, draw.judged],
  ] as const
  return (
    <dl className="figures">
      {heard.map(([name, count, of]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{of === 0 ? <span className="dim">{figures.nobody}</span> : <b>{figures.outOf(count, of)}</b>}</dd>
        </div>
      ))}
    </dl>
  )
}
