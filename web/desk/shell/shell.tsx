/** The frame every page stands in: navigation, what is said in passing, and signing in again. */
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import {
  CalendarDays,
  FolderOpen,
  Hourglass,
  ListTodo,
  PencilLine,
  PhoneCall,
  QrCode,
  Scale,
  Users,
} from 'lucide-react'
import { lazy, Suspense } from 'react'
import { mayDo } from '../../../src/domain/people/deeds.ts'
import { paths } from '../../shared/paths.ts'
import { useCallWords } from '../call-backs/words.ts'
import { countsQuery } from '../cases/queries.ts'
import { useEnteringWords } from '../entering/words.ts'
import { usePageTitle, useWords } from '../language.tsx'
import { useLiveDesk } from '../live/follow.ts'
import { LineSign } from '../live/line-sign.tsx'
import { useWarnBeforeLeaving } from '../parts/drafts.ts'
import { useCaseCount } from '../parts/figure.tsx'
import { FailedPage, Loop, Nothing } from '../parts/states.tsx'
import { useMe } from '../session/me.tsx'
import { useSignInAgain } from '../session/sign-in-again.ts'
import { VoiceHost } from '../voice/host.tsx'
import { AllKeys } from './all-keys.tsx'
import { showAllKeys, useAllKeysShown, useKeys } from './keys.ts'
import { SaidNow } from './said.tsx'
import { Top } from './top.tsx'

const SignInOver = lazy(() => import('../session/sign-in-over.tsx'))

export function Shell() {
  const { deputy, desk, quarantine, terms } = useWords()
  const entering = useEnteringWords()
  const callBacks = useCallWords()
  const me = useMe()
  const counts = useQuery(countsQuery).data
  const figure = useCaseCount()
  // Deputies and agencies get what has been looked at.
  const looksFirst = mayDo('read-quarantine', me.memberships)
  const enters = mayDo('enter-for-somebody', me.memberships)
  const calls = mayDo('call-back', me.memberships)
  const signedOut = useSignInAgain()
  const keysShown = useAllKeysShown()
  useKeys({ '?': () => showAllKeys(true), '/': () => document.getElementById('search')?.focus() })
  useWarnBeforeLeaving()
  useLiveDesk()
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {desk.nav.skip}
      </a>
      <nav className="nav" aria-label={desk.nav.main}>
        <p className="brand">
          <Loop className="" />
          {terms.product}
        </p>
        <ul>
          {mayDo('see-week', me.memberships) && (
            <li>
              <Link to="/week">
                <CalendarDays aria-hidden />
                <span>{deputy.week.nav}</span>
              </Link>
            </li>
          )}
          <li>
            <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
              <ListTodo aria-hidden />
              <span>{desk.nav.toDo}</span>
              {counts && <span className="n">{figure(counts.toDo)}</span>}
            </Link>
          </li>
          <li>
            <Link to="/cases" activeOptions={{ includeSearch: false }}>
              <FolderOpen aria-hidden />
              <span>{desk.nav.cases}</span>
            </Link>
          </li>
          {enters && (
            <li>
              <Link to="/enter">
                <PencilLine aria-hidden />
                <span>{entering.nav}</span>
              </Link>
            </li>
          )}
          {looksFirst && (
            <li>
              <Link to="/quarantine">
                <Hourglass aria-hidden />
                <span>{quarantine.title}</span>
                {counts && counts.quarantined > 0 && <span className="n">{figure(counts.quarantined)}</span>}
              </Link>
            </li>
          )}
          {calls && (
            <li>
              <Link to="/call-backs" activeOptions={{ includeSearch: false }}>
                <PhoneCall aria-hidden />
                <span>{callBacks.title}</span>
              </Link>
            </li>
          )}
          {mayDo('keep-places', me.memberships) && (
            <li>
              <Link to="/places" activeOptions={{ includeSearch: false }}>
                <QrCode aria-hidden />
                <span>{desk.nav.places}</span>
              </Link>
            </li>
          )}
          {mayDo('read-templates', me.memberships) && (
            <li>
              <Link
                to={mayDo('read-rules', me.memberships) ? '/rules' : '/rules/templates'}
                activeOptions={{ includeSearch: false }}
              >
                <Scale aria-hidden />
                <span>{desk.nav.rules}</span>
              </Link>
            </li>
          )}
          {mayDo('read-people', me.memberships) && (
            <li>
              <Link to="/people" activeOptions={{ includeSearch: false }}>
                <Users aria-hidden />
                <span>{desk.nav.people}</span>
              </Link>
            </li>
          )}
        </ul>
        <LineSign />
        <div className="where">
          {me.district.isDemonstration && <span className="tag line">{desk.signIn.demonstration}</span>}
          <p>{me.district.name}</p>
        </div>
      </nav>
      <Outlet />
      <KeyHints />
      <SaidNow />
      <VoiceHost />
      {keysShown && <AllKeys />}
      {signedOut && (
        <Suspense>
          <SignInOver />
        </Suspense>
      )}
    </div>
  )
}

/** The keys of the page one is on; the sheet has them all. */
function KeyHints() {
  const { keys } = useWords().desk
  const match = useMatchRoute()
  const onCase = match({ to: '/cases/$id' }) !== false
  const noCases = (['/places', '/people', '/me', '/rules', '/notices', '/week'] as const).some(
    (to) => match({ to, fuzzy: true }) !== false,
  )
  const forCases: [string[], string][] = onCase
    ? [
        [['1', '2', '3'], keys.moves],
        [['[', ']'], keys.previousNext],
        [['Esc'], keys.leave],
      ]
    : [
        [['J', 'K'], keys.upDown],
        [['↵'], keys.open],
        [['1', '2', '3'], keys.moves],
      ]
  return (
    <footer className="keys">
      {[...(noCases ? [] : forCases), [['/'], keys.search] as const].map(([pressed, does]) => (
        <span key={does} aria-hidden="true">
          {pressed.map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
          {does}
        </span>
      ))}
      <button type="button" onClick={() => showAllKeys(true)}>
        <kbd>?</kbd>
        {keys.all}
      </button>
    </footer>
  )
}

export function NoSuchPage() {
  const { desk } = useWords()
  usePageTitle(desk.failing.notFound)
  return (
    <>
      <Top title={desk.name} />
      <main className="main" id="main" tabIndex={-1}>
        <Nothing title={desk.failing.notFound}>
          <a href={paths.desk}>{desk.failing.toStart}</a>
        </Nothing>
      </main>
    </>
  )
}

export const BrokenPage = ({ error }: { error: unknown }) => (
  <FailedPage thrown={error} retry={() => location.reload()} />
)
