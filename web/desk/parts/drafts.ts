/**
 * What is typed and not yet sent. It lives in memory for as long as the desk is open, so that it outlasts closing a form,
 * leaving the page and a failed call, and nothing of it stays on a shared machine.
 */
import { useEffect, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether anything of one kind is typed. */
const kinds: (() => boolean)[] = []

/** The drafts of one kind of form: `empty` is what one begins with, `isTyped` whether sending one would be missed. */
export function draftsOf<Draft extends object>(empty: Draft, isTyped: (draft: Draft) => boolean) {
  type Kept = { readonly first: Partial<Draft>; readonly typed: Partial<Draft> }
  const drafts = new Map<string, Kept>()
  // What a form began with was typed by nobody.
  kinds.push(() => [...drafts.values()].some(({ typed }) => isTyped({ ...empty, ...typed })))
  const keep = (name: string, kept: Kept | null) => {
    if (kept) drafts.set(name, kept)
    else drafts.delete(name)
    for (const listener of listeners) listener()
  }
  /** The draft of a name, with a way to change it and one to drop it; `first` is what this one begins with. */
  return (name: string, first: Partial<Draft> = {}) => {
    const kept = useSyncExternalStore(subscribe, () => drafts.get(name)) ?? { first, typed: {} }
    return {
      draft: { ...empty, ...kept.first, ...kept.typed },
      change: (changed: Partial<Draft>) => {
        const now = drafts.get(name) ?? kept
        keep(name, { ...now, typed: { ...now.typed, ...changed } })
      },
      drop: () => keep(name, null),
    }
  }
}

/** Whether anything is typed that was not sent. */
export const anythingTyped = (): boolean => kinds.some((any) => any())

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
