/** The views a person keeps: a menu that goes to one, and a dialog that keeps and deletes them. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { Bookmark, Trash2 } from 'lucide-react'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import type { KeptFilters, ListViewReply } from '../../../src/contract/lists.ts'
import { api, queryClient } from '../connection.ts'
import { useWords } from '../language.tsx'
import { MenuButton } from '../parts/menu-button.tsx'
import { FailureWords, useFailureWords } from '../parts/states.tsx'
import { say, sayFailed } from '../shell/said.tsx'
import { asQuery, filtersIn } from './filters.ts'
import { useListWords } from './list-words.ts'
import { type CaseList, listViewsQuery } from './queries.ts'

/** Goes where a view leads. */
export function useGoToView(): (filters: KeptFilters, replace?: boolean) => void {
  const navigate = useNavigate()
  return ({ view = 'to-do', ...kept }, replace = false) => {
    const search = filtersIn(kept)
    if (view === 'all') void navigate({ to: '/cases', search, replace })
    else void navigate({ to: '/', search: { ...search, ...(view !== 'to-do' && { view }) }, replace })
  }
}

export function ViewsMenu({ list }: { list: CaseList }) {
  const words = useListWords()
  const go = useGoToView()
  const [open, setOpen] = useState(false)
  const views = useQuery(listViewsQuery).data?.views ?? []
  return (
    <>
      <MenuButton
        className="quiet"
        icon={<Bookmark aria-hidden />}
        items={[
          ...views.map(({ id, name, isDefault, filters }) => ({
            key: id,
            label: isDefault ? `${name} · ${words.viewIsDefault}` : name,
            onClick: () => go(filters),
          })),
          ...(views.length > 0 ? [{ type: 'divider' as const }] : []),
          { key: 'keep', label: `${words.viewKeep}…`, onClick: () => setOpen(true) },
        ]}
      >
        {words.view}
      </MenuButton>
      {open && <ViewsDialog list={list} views={views} close={() => setOpen(false)} />}
    </>
  )
}

type Dialog = { readonly list: CaseList; readonly views: readonly ListViewReply[]; readonly close: () => void }

function ViewsDialog({ list, views, close }: Dialog) {
  const { desk } = useWords()
  const words = useListWords()
  const failureWords = useFailureWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [name, setName] = useState('')
  const [isDefault, setDefault] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const { search: _, ...filters } = asQuery(list.filters)
  const read = () => queryClient.invalidateQueries({ queryKey: listViewsQuery.queryKey })
  const keeping = useMutation({
    mutationFn: () => api.keepView({ name, isDefault, filters: { view: list.view, ...filters } }),
    onSuccess: (kept) => {
      say(words.viewKept(kept.name))
      dialog.current?.close()
    },
    onSettled: read,
  })
  const dropping = useMutation({
    mutationFn: ({ id }: ListViewReply) => api.dropView(id),
    onSuccess: (_, view) => say(words.viewDropped(view.name)),
    onError: (thrown) => sayFailed(failureWords(thrown)),
    onSettled: read,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!keeping.isPending) keeping.mutate()
  }
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="views-title">
      <form className="move-form plain" onSubmit={submit} noValidate>
        <h2 id="views-title">{words.views}</h2>
        <p>{words.viewsAbout}</p>
        <div className="field">
          <label htmlFor="view-name">{words.viewName}</label>
          <input
            id="view-name"
            className="wide"
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <label className="row">
          <input type="checkbox" checked={isDefault} onChange={(event) => setDefault(event.target.checked)} />
          <span>{words.viewDefault}</span>
        </label>
        <div role="alert">{keeping.isError && <FailureWords thrown={keeping.error} />}</div>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={keeping.isPending}>
            {words.viewKeep}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{desk.close}</Button>
        </div>
        {views.length > 0 && (
          <ul className="kept-views">
            {views.map((view) => (
              <li key={view.id}>
                <span>
                  {view.name}
                  {view.isDefault && <small className="dim"> · {words.viewIsDefault}</small>}
                </span>
                <Button
                  type="text"
                  icon={<Trash2 aria-hidden />}
                  aria-label={words.viewDrop(view.name)}
                  onClick={() => {
                    if (confirm(words.viewDropAsk(view.name))) dropping.mutate(view)
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </form>
    </dialog>
  )
}

/** The desk opens on the view its person chose, once, and only where they asked for nothing else. */
let hasOpened = false

export function useDefaultView(list: CaseList): void {
  const go = useGoToView()
  const views = useQuery(listViewsQuery).data?.views
  const plain = list.view === 'to-do' && Object.keys(list.filters).length === 0
  useEffect(() => {
    if (hasOpened || !views) return
    hasOpened = true
    const first = views.find(({ isDefault }) => isDefault)
    if (first && plain) go(first.filters, true)
  })
}
