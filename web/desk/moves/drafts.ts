/**
 * What is typed into the forms of moves and not yet sent. It lives in memory for as long as the desk is open, so that it
 * outlasts closing a form, leaving the page and a failed call, and nothing of it stays on a shared machine.
 */
import { useEffect, useSyncExternalStore } from 'react'
import type { DeclineReason, Outcome } from '../../../src/domain/cases/case.ts'
import type { StaffMove } from '../../shared/api.ts'

/** A co-handling agency being chosen; without a day it has the lead's. `key` tells the rows of the form apart. */
export type CoHandlerDraft = { readonly key: number; readonly agencyId: string | null; readonly dueOn: string }

export type Draft = {
  readonly words: string
  /** The words began as a template, whose fields must be filled in before they are sent. */
  readonly fromTemplate: boolean
  readonly files: readonly File[]
  readonly agencyId: string | null
  readonly coHandlers: readonly CoHandlerDraft[]
  readonly outcome: Outcome | null
  /** The day an answer promises, or an extension asks for. */
  readonly day: string
  readonly reason: DeclineReason | null
  /** The case to merge under. */
  readonly leadId: string | null
  readonly target: 'town' | 'district'
  readonly townId: string | null
  readonly district: string
  /** The version of the case that was seen while writing; the server refuses an older one. */
  readonly version: number | null
  /** How many steps the case had then. */
  readonly steps: number
}

const empty: Draft = {
  words: '',
  fromTemplate: false,
  files: [],
  agencyId: null,
  coHandlers: [],
  outcome: null,
  day: '',
  reason: null,
  leadId: null,
  target: 'town',
  townId: null,
  district: '',
  version: null,
  steps: 0,
}
const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()

/** A question and a message are one form with two ways to send it. */
export const formOf = (move: StaffMove): StaffMove => (move === 'ask' ? 'message' : move)

/** What words can be drafted for besides moves. */
type Beside = 'look-at-identity' | 'note'

const nameOf = (caseId: string, move: StaffMove | Beside) =>
  `${caseId} ${move === 'look-at-identity' || move === 'note' ? move : formOf(move)}`
const isTyped = (draft: Draft) =>
  draft.words.trim() !== '' ||
  draft.district !== '' ||
  draft.files.length > 0 ||
  draft.coHandlers.length > 0 ||
  [draft.agencyId, draft.outcome, draft.reason, draft.leadId, draft.townId].some((chosen) => chosen !== null)

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
export function useDraft(caseId: string, move: StaffMove | Beside) {
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
