/** The one connection of this desk with its server: calls, what they brought, and whose session it is. */
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { createApi, failureOf } from '../shared/api.ts'
import { chosenLanguage, onLanguageChange } from './language.tsx'
import { signInAgain } from './session/sign-in-again.ts'
import { hearServerTime } from './shell/now.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      // A refusal is an answer; only a call that found nobody is worth another try.
      retry: (count, thrown) => failureOf(thrown).kind === 'unreachable' && count < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

export const api = createApi({
  language: chosenLanguage,
  csrfToken: () => queryClient.getQueryData(sessionQuery.queryKey)?.csrfToken ?? null,
  signInAgain: signInAgain.ask,
  heardAt: hearServerTime,
})

/** Who is signed in: `null` for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => api.currentSession(signal),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})

// Reasons and names of units come from the server in the language that was asked for.
onLanguageChange(() => void queryClient.invalidateQueries({ queryKey: ['cases'] }))
