/** Lets the signed-in person in and shows everybody else the sign-in page. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { paths } from '../../shared/paths.ts'
import { sessionQuery } from '../connection.ts'
import { FailedPage, LoadingPage } from '../parts/states.tsx'
import { MeProvider } from './me.tsx'

const SignInPage = lazy(() => import('./sign-in-page.tsx'))
const InvitationPage = lazy(() => import('./invitation-page.tsx'))
const SecuringPage = lazy(() => import('../me/securing-page.tsx'))
const Desk = lazy(() => import('../router.tsx'))

/** A link is opened by whoever holds it, whoever is signed in on this computer. */
const isInvited = location.pathname === paths.invitation

export function Door() {
  if (isInvited)
    return (
      <Suspense fallback={<LoadingPage />}>
        <InvitationPage />
      </Suspense>
    )
  return <SignedInDoor />
}

function SignedInDoor() {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <LoadingPage />
  if (session.isError) return <FailedPage thrown={session.error} retry={() => void session.refetch()} />
  return (
    <Suspense fallback={<LoadingPage />}>
      {session.data ? (
        <MeProvider me={session.data}>{session.data.mustSecure ? <SecuringPage /> : <Desk />}</MeProvider>
      ) : (
        <SignInPage />
      )}
    </Suspense>
  )
}
