/** The frame of every page of the section: its name, the pages beside it, and what stands in their place meanwhile. */
import '../places/places.css'
import './rules.css'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { Failed } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { Top } from '../shell/top.tsx'
import { type RulesWords, useRulesWords } from './words.ts'

const pages = [
  ['/rules', 'sets'],
  ['/rules/calendar', 'calendar'],
  ['/rules/categories', 'categories'],
  ['/rules/routing', 'routing'],
  ['/rules/templates', 'templates'],
  ['/rules/signposts', 'signposts'],
] as const satisfies readonly (readonly [string, keyof RulesWords['tabs']])[]

type Given<Reply> = {
  readonly page: (typeof pages)[number][1]
  readonly about: string
  readonly query: UseQueryResult<Reply>
  readonly deeds?: ReactNode
  readonly children: (reply: Reply) => ReactNode
}

export function RulesFrame<Reply>({ page, about, query, deeds, children }: Given<Reply>) {
  const words = useRulesWords()
  const { desk } = useWords()
  const me = useMe()
  usePageTitle(words.tabs[page])
  return (
    <>
      <Top title={words.title} where={words.tabs[page]} />
      <main className="main rules" id="main" tabIndex={-1}>
        <div className="rules-tabs">
          <nav aria-label={words.tabs.label}>
            {pages
              .filter(([, name]) => name === 'templates' || mayDo('read-rules', me.memberships))
              .map(([to, name]) => (
                <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
                  {words.tabs[name]}
                </Link>
              ))}
          </nav>
          <div className="deeds">{deeds}</div>
        </div>
        <div className="rules-body">
          <p className="about">{about}</p>
          {query.isPending ? (
            <div className="bones" aria-busy="true">
              <p className="visually-hidden" role="status">
                {desk.loading}
              </p>
              {[72, 54, 63, 48, 58].map((width) => (
                <span key={width} className="bone" style={{ width: `${width}%` }} />
              ))}
            </div>
          ) : query.data === undefined ? (
            <Failed title={words.failed} thrown={query.error} retry={() => void query.refetch()} />
          ) : (
            children(query.data)
          )}
        </div>
      </main>
    </>
  )
}
