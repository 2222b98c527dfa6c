/** Which case is chosen in the list, which list it stands in, and which move's form is open beside it. */
import { useSyncExternalStore } from 'react'
import type { StaffMove } from '../../shared/api.ts'
import type { CaseList } from './queries.ts'

type Selection = {
  readonly caseId: string | null
  readonly move: StaffMove | null
  /** The list last looked at: the case page goes on to its neighbours there. */
  readonly list: CaseList
}

let selection: Selection = { caseId: null, move: null, list: { view: 'to-do', filters: {} } }
const listeners = new Set<() => void>()

export function select(changed: Partial<Selection>) {
  selection = { ...selection, ...changed }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useSelection = (): Selection => useSyncExternalStore(subscribe, () => selection)
