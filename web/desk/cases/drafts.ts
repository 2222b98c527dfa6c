/**
 * What is typed into the forms of moves and not yet sent. It lives in memory for as long as the desk is open, so that it
 * outlasts closing a form, leaving the page and a failed call, and nothing of it stays on a shared machine.
 */
import { useEffect, useSyncExternalStore } from 'react'
import type { Outcome } from '../../../src/domain/cases/case.ts'
import type { StaffMove } from '../../shared/api.ts'

export type Draft = {
  readonly words: string
  readonly agencyId: string | null
  readonly outcome: Outcome | null
  readonly plannedFor: string
  /** The version of the case that was seen while writing; the server refuses an older one. */
  readonly version: number | null
}

const empty: Draft = { words: '', agencyId: null, outcome: null, plannedFor: '', version: null }
const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()

const nameOf = (caseId: string, move: StaffMove | 'look-at-identity') => `${caseId} ${move}`
const isTyped = (draft: Draft) => draft.words.trim() !== '' || draft.agencyId !== null || draft.outcome !== null

function keep(name: string, draft: Draft | null) {
  if (draft) drafts.set(name, draft)
  else drafts.delete(name)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The draft of one move of one case, with a way to change it and one to drop it. */
export function useDraft(caseId: string, move: StaffMove | 'look-at-identity') {
  const name = nameOf(caseId, move)
  const draft = useSyncExternalStore(subscribe, () => drafts.get(name) ?? empty)
  return {
    draft,
    change: (changed: Partial<Draft>) => keep(name, { ...(drafts.get(name) ?? empty), ...changed }),
    drop: () => keep(name, null),
  }
}

/** Whether anything is typed that was not sent. */
export const anythingTyped = (): boolean => [...drafts.values()].some(isTyped)

/** Lets the browser ask before a page with unsent words is closed. */
export function useWarnBeforeLeaving() {
  const typed = useSyncExternalStore(subscribe, anythingTyped)
  useEffect(() => {
    if (!typed) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [typed])
}
