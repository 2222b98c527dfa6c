/** Who is signed in, for every page behind the door. */
import { createContext, type ReactNode, useContext } from 'react'
import type { MeReply } from '../../../src/contract/sessions.ts'

const MeContext = createContext<MeReply | null>(null)

export const MeProvider = ({ me, children }: { me: MeReply; children: ReactNode }) => (
  <MeContext value={me}>{children}</MeContext>
)

export function useMe(): MeReply {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe is for pages behind the door')
  return me
}
