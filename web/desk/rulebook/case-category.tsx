/**
 * What a case is about, and who handles that: suggestions with their reasons, taken by one press or left. A place for
 * suggestions that are learned and for cases that are alike is here, below the category.
 */
import '../moves/form.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Select from 'antd/es/select'
import { useId, useState } from 'react'
import type { CaseReply } from '../../../src/contract/cases.ts'
import type { SuggestionReply } from '../../../src/contract/categories.ts'
import { deadlineWords } from '../../../src/words/dates.ts'
import { readAgain } from '../cases/queries.ts'
import { api } from '../connection.ts'
import { useWords } from '../language.tsx'
import { useDraft } from '../moves/drafts.ts'
import { FailureWords, useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { useCategoryWords } from './categories-words.ts'
import { categoriesQuery, suggestionQuery } from './queries.ts'
import './case-category.css'

type Given = { readonly opened: CaseReply; readonly handOver: () => void }

export default function CaseCategory({ opened, handOver }: Given) {
  const { case: words } = useCategoryWords()
  const failureWords = useFailureWords()
  const [choosing, choose] = useState(false)
  const query = useQuery(suggestionQuery(opened.id, opened.version))
  const sorting = useMutation({
    mutationFn: (categoryId: string) => api.sortCase(opened.id, { categoryId, version: opened.version }),
    onSuccess: async () => {
      say(words.done)
      choose(false)
      await readAgain(opened.id)
    },
    onError: async (thrown) => {
      sayFailed(failureWords(thrown))
      await readAgain(opened.id).catch(() => null)
    },
  })
  const found = query.data
  return (
    <section className="case-category">
      <div className="row between">
        <h2 className="sec">{words.title}</h2>
        {found?.maySort && !choosing && (
          <Button size="small" onClick={() => choose(true)}>
            {found.category ? words.change : words.sort}
          </Button>
        )}
      </div>
      {query.isError && <FailureWords thrown={query.error} />}
      {found && <p className={found.category ? '' : 'dim'}>{found.category?.path ?? (choosing ? '' : words.none)}</p>}
      {found?.maySort &&
        found.suggested.map(({ id, path, words: spoke }) => (
          <p key={id} className="suggested">
            <Button size="small" loading={sorting.isPending} onClick={() => sorting.mutate(id)}>
              {words.take(path)}
            </Button>
            <span className="dim">{words.suggestedBy(spoke.join(words.between))}</span>
          </p>
        ))}
      {choosing && <Choose busy={sorting.isPending} take={(id) => sorting.mutate(id)} leave={() => choose(false)} />}
      {found?.category && <Route opened={opened} route={found.route} handOver={handOver} />}
    </section>
  )
}

function Choose({ busy, take, leave }: { busy: boolean; take: (id: string) => void; leave: () => void }) {
  const { case: words } = useCategoryWords()
  const { desk } = useWords()
  const id = useId()
  const query = useQuery(categoriesQuery)
  const options = (query.data?.categories ?? []).filter(({ active }) => active)
  return (
    <div className="field">
      <label htmlFor={id}>{words.choose}</label>
      <Select
        id={id}
        autoFocus
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={words.search}
        loading={query.isPending || busy}
        notFoundContent={query.isPending ? desk.loading : words.notFound}
        options={options.map((one) => ({ value: one.id, label: one.path }))}
        onChange={take}
      />
      {query.isError && <FailureWords thrown={query.error} />}
      <p>
        <button type="button" className="link" onClick={leave}>
          {desk.cancel}
        </button>
      </p>
    </div>
  )
}

function Route({ opened, route, handOver }: Given & { route: SuggestionReply['route'] }) {
  const { case: words } = useCategoryWords()
  const { desk, language } = useWords()
  const { change } = useDraft(opened.id, 'hand-over')
  const can = opened.moves.includes('hand-over')
  // Who has it already needs no suggestion.
  if (opened.agency || !['quarantined', 'received', 'accepted', 'returned', 'disputed'].includes(opened.status))
    return null
  if (!route) return <p className="dim">{words.noRoute}</p>
  const { agency, coAgencies, because } = route
  return (
    <div className="route">
      <p>
        <b>
          {words.route} {agency.name}
        </b>
      </p>
      <p className="dim">
        {because.area
          ? words.because(because.category, because.area, agency.name)
          : words.becauseEverywhere(because.category, agency.name)}
      </p>
      {coAgencies.length > 0 && (
        <p className="dim">{words.withCo(coAgencies.map(({ name }) => name).join(desk.list.between))}</p>
      )}
      {can && (
        <p className="suggested">
          <Button
            size="small"
            onClick={() => {
              change({
                agencyId: agency.id,
                coHandlers: coAgencies.map(({ id }, at) => ({ key: at + 1, agencyId: id, dueOn: '' })),
              })
              handOver()
            }}
          >
            {words.use}
          </Button>
          <span className="dim">{words.dueAt(deadlineWords(new Date(route.dueAt), language))}</span>
        </p>
      )}
    </div>
  )
}
