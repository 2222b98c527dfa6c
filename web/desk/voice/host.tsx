/** Where a spoken message is made, whichever page asked for it; and what still waits to be delivered. */
import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { CaseRowReply } from '../../../src/contract/cases.ts'
import { useMe } from '../session/me.tsx'
import { useDelivery } from './deliver.ts'

const VoiceDialog = lazy(() => import('./voice-dialog.tsx'))

export type SpokenOn = Pick<CaseRowReply, 'id' | 'number' | 'title' | 'version'>

let open: SpokenOn | null = null
const listeners = new Set<() => void>()

/** Opens the recording of a message on a case, or closes it with null. */
export function speakOn(row: SpokenOn | null) {
  open = row
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function VoiceHost() {
  const me = useMe()
  useDelivery(me.login)
  const row = useSyncExternalStore(subscribe, () => open)
  if (!row) return null
  return (
    <Suspense>
      <VoiceDialog key={row.id} row={row} login={me.login} close={() => speakOn(null)} />
    </Suspense>
  )
}
