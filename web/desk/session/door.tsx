/** Lets the signed-in person in and shows everybody else the sign-in page. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { sessionQuery } from '../connection.ts'
import { FailedPage, LoadingPage } from '../parts/states.tsx'
import { MeProvider } from './me.tsx'

const SignInPage = lazy(() => import('./sign-in-page.tsx'))
const Desk = lazy(() => import('../router.tsx'))

export function Door() {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <LoadingPage />
  if (session.isError) return <FailedPage thrown={session.error} retry={() => void session.refetch()} />
  return (
    <Suspense fallback={<LoadingPage />}>
      {session.data ? (
        <MeProvider me={session.data}>
          <Desk />
        </MeProvider>
      ) : (
        <SignInPage />
      )}
    </Suspense>
  )
}
