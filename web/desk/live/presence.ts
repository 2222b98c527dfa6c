/** Who else has the case open: this desk says that it has, again and again, and is told of the others. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { PresenceReply } from '../../../src/contract/live.ts'
import { presenceSaidEvery } from '../../../src/domain/cases/presence.ts'
import { api } from '../connection.ts'

export const presenceKey = (caseId: string) => ['presence', caseId] as const

/** The others at a case, for as long as the caller is shown. */
export function useOthersAt(caseId: string): PresenceReply['others'] {
  const query = useQuery({
    queryKey: presenceKey(caseId),
    queryFn: () => api.beAtCase(caseId, true),
    refetchInterval: presenceSaidEvery,
    staleTime: 0,
    gcTime: 0,
  })
  useEffect(() => {
    const leave = () => void api.beAtCase(caseId, false).catch(() => {})
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [caseId])
  return query.data?.others ?? []
}
