/** The case to merge under: found by its number or words, and shown beside this one before anything is pressed. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import { isOpen } from '../../../src/domain/cases/moves.ts'
import { hourWords } from '../../../src/words/dates.ts'
import { caseQuery, searchQuery } from '../cases/queries.ts'
import { Situation } from '../cases/situation.tsx'
import { useWords } from '../language.tsx'
import { LongWords } from '../parts/long-words.tsx'
import { FailureWords } from '../parts/states.tsx'
import { Wrong } from './wrong.tsx'

type Given = {
  readonly opened: CaseReply
  readonly leadId: string | null
  readonly change: (leadId: string) => void
  readonly missing?: string | undefined
}

export function LeadFields({ opened, leadId, change, missing }: Given) {
  const { desk } = useWords()
  const { move } = desk
  const id = useId()
  const [typed, setTyped] = useState('')
  const asked = useRested(typed.trim())
  const query = useQuery(searchQuery(asked))
  const found = (query.data?.cases ?? []).filter((row) => row.id !== opened.id && isOpen(row.status))
  const lead = useQuery({ ...caseQuery(leadId ?? ''), enabled: leadId !== null }).data
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{move.lead}</label>
        <input
          id={id}
          type="search"
          className="wide"
          value={typed}
          maxLength={100}
          autoComplete="off"
          placeholder={move.leadSearch}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // Enter has searched already; it must not send the form.
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
          }}
          aria-invalid={missing ? true : undefined}
          aria-describedby={`${id}-hint${missing ? ` ${id}-missing` : ''}`}
        />
        <p className="dim" id={`${id}-hint`}>
          {move.leadHint}
        </p>
        <div role="status">
          {asked && query.isPending && <p className="dim">{desk.loading}</p>}
          {asked && query.isSuccess && found.length === 0 && <p>{move.leadNone}</p>}
        </div>
        {query.isError && <FailureWords thrown={query.error} />}
        <Wrong id={`${id}-missing`} words={missing} />
      </div>
      {found.length > 0 && (
        <fieldset className="choices">
          <legend className="visually-hidden">{move.lead}</legend>
          <div className="list-of found">
            {found.map((row) => (
              <label key={row.id}>
                <input
                  type="radio"
                  name={`${id}-lead`}
                  checked={leadId === row.id}
                  onChange={() => change(row.id)}
                  aria-label={`${row.number} ${row.title}`}
                />
                <span>
                  <b>{row.title}</b>
                  <small>
                    {row.number} · {row.place}
                  </small>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {lead && (
        <section className="compare" aria-label={move.compare}>
          <Side title={move.thisCase} item={opened} />
          <Side title={move.leadCase} item={lead} />
          <p className="muted">{move.mergeNote}</p>
        </section>
      )}
    </>
  )
}

function Side({ title, item }: { title: string; item: CaseReply }) {
  const { desk, language } = useWords()
  return (
    <div>
      <p className="row wrap between">
        <b>{title}</b>
        <span className="dim">{item.number}</span>
      </p>
      <LongWords className="words" shown={120} words={item.text} />
      <p className="dim">{desk.case.received(hourWords(new Date(item.receivedAt), language), item.place)}</p>
      {item.reportedPlace && <p className="dim">{desk.case.placeIs(item.reportedPlace)}</p>}
      <Situation row={item} />
    </div>
  )
}

/** What was typed, once the hand rests. */
function useRested(typed: string): string {
  const [rested, setRested] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), 300)
    return () => clearTimeout(timer)
  }, [typed])
  return rested
}
