/** What a person was told of, and how they want to be told. */
import './notices.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { CheckCheck } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import type { StaffNoticeReply } from '../../../src/contract/notices.ts'
import { deadlineWords, instantWords } from '../../../src/words/dates.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { Failed, Nothing } from '../parts/states.tsx'
import { Top } from '../shell/top.tsx'
import { noticesQuery, useRead } from './queries.ts'
import { Settings } from './settings.tsx'
import { useNoticeWords } from './words.ts'

const route = getRouteApi('/notices')

export default function NoticesPage() {
  const { view, search = '' } = route.useSearch()
  const words = useNoticeWords()
  const navigate = useNavigate()
  usePageTitle(words.title)
  const change = useCallback(
    (typed: string) =>
      void navigate({ to: '/notices', search: { view: 'all', ...(typed && { search: typed }) }, replace: true }),
    [navigate],
  )
  const binding = useMemo(
    () => ({ value: search, label: words.searchLabel, hint: words.search, change }),
    [search, words, change],
  )
  return (
    <>
      <Top title={words.title} search={binding} />
      <main className="main notices" id="main" tabIndex={-1}>
        <nav className="notice-tabs" aria-label={words.tabs}>
          <Link to="/notices" search={{}} activeOptions={{ exact: true }}>
            {words.unread}
          </Link>
          <Link to="/notices" search={{ view: 'all' }}>
            {words.all}
          </Link>
          <Link to="/notices" search={{ view: 'settings' }}>
            {words.settings}
          </Link>
        </nav>
        {view === 'settings' ? <Settings /> : <List unread={view !== 'all'} search={search} />}
      </main>
    </>
  )
}

function List({ unread, search }: { unread: boolean; search: string }) {
  const { desk } = useWords()
  const words = useNoticeWords()
  const query = useInfiniteQuery(noticesQuery({ unread, search }))
  const reading = useRead()
  const found = query.data?.pages.flatMap(({ notices }) => notices) ?? []
  const count = query.data?.pages[0]?.unread ?? 0
  if (query.isPending) return <p role="status">{desk.loading}</p>
  if (query.isError && found.length === 0)
    return <Failed title={words.failed} thrown={query.error} retry={() => void query.refetch()} />
  if (found.length === 0)
    return (
      <Nothing title={search ? words.nothingFound : unread ? words.none : words.noneAtAll}>
        {!search && <p>{words.noneMore}</p>}
      </Nothing>
    )
  return (
    <>
      {count > 0 && (
        <div className="notice-deeds">
          <Button icon={<CheckCheck />} loading={reading.isPending} onClick={() => reading.mutate({ all: true })}>
            {words.readAll}
          </Button>
        </div>
      )}
      <ul className="notice-rows" aria-label={words.label}>
        {found.map((notice) => (
          <Line key={notice.id} notice={notice} />
        ))}
      </ul>
      <div className="notice-end">
        {query.hasNextPage ? (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        ) : (
          <span className="dim">{words.end}</span>
        )}
      </div>
    </>
  )
}

/** Kinds that say that somebody is waiting already. */
const pressing: readonly StaffNoticeReply['kind'][] = ['late', 'urged', 'supervised', 'sent-back', 'not-satisfied']

function Line({ notice }: { notice: StaffNoticeReply }) {
  const { language } = useWords()
  const words = useNoticeWords()
  return (
    <li className={notice.read ? '' : 'unread'}>
      <span className={pressing.includes(notice.kind) ? 'kind late-c' : 'kind'}>
        {!notice.read && <span className="visually-hidden">{words.isUnread}</span>}
        {words.kinds[notice.kind]}
      </span>
      <div>
        <Link to="/cases/$id" params={{ id: notice.caseId }}>
          {notice.title}
        </Link>
        <p className="dim">
          {[notice.number, notice.place, notice.dueAt && words.due(deadlineWords(new Date(notice.dueAt), language))]
            .filter(Boolean)
            .join(words.between)}
        </p>
      </div>
      <time className="dim" dateTime={notice.madeAt}>
        {instantWords(new Date(notice.madeAt), language)}
      </time>
    </li>
  )
}
